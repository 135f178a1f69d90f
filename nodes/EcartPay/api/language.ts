import type { ProviderOptions } from '../../shared/http/provider';

/** Only a language code may become a part of the header. */
const LANGUAGE_CODE = /^[a-z]{2}(-[a-z]{2})?$/i;

/**
 * The documentation's samples send `Cookie: lang=en`. It picks the language of messages; nothing
 * says which codes there are, or that it is needed.
 */
export const languageOption: ProviderOptions = {
	fields: [
		{
			displayName: 'Language',
			name: 'language',
			type: 'string',
			default: '',
			placeholder: 'e.g. es',
			description: "Code of the language for Ecart Pay's responses",
		},
	],
	headers: ({ language }): Record<string, string> =>
		typeof language === 'string' && LANGUAGE_CODE.test(language.trim())
			? { Cookie: `lang=${language.trim()}` }
			: {},
};
