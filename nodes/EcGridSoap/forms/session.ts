import type { Forms } from './form';

export const sessionForms: Forms<'session'> = {
	WhoAmI: {
		name: 'Who Am I',
		action: 'Get who I am',
		description: 'User, network, mailbox and level that calls are made with (WhoAmI)',
	},
	GenerateAPIKey: {
		name: 'GenerateAPIKey',
		action: 'Call GenerateAPIKey',
		description: 'Make a new API key for a user (GenerateAPIKey)',
		notice: 'The old key ends at once, also in the credentials of your workflows.',
	},
	ChangePassword: {
		name: 'ChangePassword',
		action: 'Call ChangePassword',
		description: 'Change the password of the calling user (ChangePassword)',
		notice: 'Change it in the credential as well, or the next login is refused.',
	},
};
