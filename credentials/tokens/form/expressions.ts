/** Whether fields of a credential are expressions, although n8n passes only their values. */
import type { ICredentialDataDecryptedObject, INodeProperties } from 'n8n-workflow';

const MARK = 'hasExpressions';

/** No field ever has this value. */
const NO_VALUE = '\u0000';

/**
 * The fields of a credential type, and a hidden one that n8n reads back only if one of them is an
 * expression. n8n shows a field whose condition looks at an expression, because it cannot know the
 * value, and it decides this before it evaluates any expression. So the mark costs nothing, and no
 * value of a field can imitate or suppress it.
 */
export function withExpressionMark(properties: INodeProperties[]): INodeProperties[] {
	const isNoExpression = [{ _cnd: { not: NO_VALUE } }];
	const fields = properties.filter(({ type }) => type !== 'hidden' && type !== 'notice');
	const mark: INodeProperties = {
		displayName: 'Has Expressions',
		name: MARK,
		type: 'hidden',
		default: true,
		displayOptions: {
			// All conditions must hold. Those on plain values do, and the last one never does.
			show: {
				...Object.fromEntries(fields.map(({ name }) => [name, isNoExpression])),
				'@version': [-1],
			},
		},
	};
	return [...properties, mark];
}

/** Whether fields of the credential can have other values for the next item. */
export function differsByItem(credentials: ICredentialDataDecryptedObject): boolean {
	return credentials[MARK] !== undefined;
}
