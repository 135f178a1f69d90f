import { row, type Forms } from './form';

const KEY_IN_OUTPUT =
	'Returns an API key that never expires and becomes part of the execution data. Anyone who can read that data can act as the user.';

export const sessionForms: Forms<'session'> = {
	WhoAmI: row(
		'Who Am I',
		'Get the current user',
		'User, network, mailbox and level that calls are made with',
	),
	ChangePassword: row(
		'Change My Password',
		'Change my password',
		'Change the password of the calling user',
		{ notice: 'Change it in the credential as well, or the next login is refused.' },
	),
	GeneratePassword: row(
		'Generate Password',
		'Generate a password',
		"Generate a password that meets ECGrid's rules, without setting it",
		{ notice: 'Returns a password, which becomes part of the execution data.' },
	),
	UserGetAPIKey: row('Get API Key', 'Get the API key of a user', 'The API key of a user', {
		notice: KEY_IN_OUTPUT,
	}),
	GenerateAPIKey: row(
		'Generate API Key',
		'Generate an API key for a user',
		'Generate a new API key for a user',
		{
			notice: `${KEY_IN_OUTPUT} The old key stops working at once, including in the credentials of your workflows.`,
		},
	),
	SessionLogCurrent: row(
		'Get Session Log',
		'Get the log of the current session',
		'The calls of the current session',
	),
	SessionLog: row(
		'List Session Logs',
		'List session logs',
		'Your latest sessions with their calls',
	),
	SessionLogEx: row(
		'List Session Logs of User',
		'List the session logs of a user',
		'The sessions of a user with their calls, within a period',
	),
	StatusList: row(
		'List Status Codes',
		'List status codes',
		'The codes that parcels and interchanges may have, with their meanings',
	),
	Version: row(
		'Get Version',
		'Get the version of the service',
		'Version of the service; needs no credential',
	),
	NowUTC: row(
		'Get Time',
		'Get the time of the service',
		'Time of the service in UTC; needs no credential',
	),
};
