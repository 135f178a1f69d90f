import { row, type Forms } from './form';

export const userForms: Forms<'user'> = {
	UserList: row('List', 'List users', 'The users of your mailbox'),
	UserListEx: row('List of Mailbox', 'List the users of a mailbox', 'The users of a given mailbox'),
	UserListLockedOut: row(
		'List Locked Out',
		'List locked-out users',
		'The users of your mailbox who are locked out',
	),
	UserListLockedOutEx: row(
		'List Locked Out of Mailbox',
		'List the locked-out users of a mailbox',
		'The users of a given mailbox who are locked out',
	),
	UserInfo: row('Get', 'Get a user', 'One user by number'),
	UserInfobyLogin: row('Get by Login Name', 'Get a user by login name', 'One user by login name'),
	UserAdd: row('Create', 'Create a user', 'Add a user to a mailbox of your network'),
	UserAddEx: row(
		'Create in Network',
		'Create a user in a network',
		'Add a user to a mailbox in a given network',
	),
	UserUpdate: row(
		'Update',
		'Update a user',
		'Change names, addresses and level of a user; all of them are sent',
	),
	UserPassword: row(
		'Set Password',
		'Set the password of a user',
		'Change password and recovery question of a user',
		{ changes: true },
	),
	UserReset: row(
		'Reset',
		'Reset a user',
		'Clear the counts of open sessions and failed logins, so that the user can log in again',
	),
	UserSetAuthLevel: row('Set Level', 'Set the level of a user', 'Set what a user may do'),
	UserSetMaxSessions: row(
		'Set Maximum Sessions',
		'Set the maximum number of sessions of a user',
		'Set how many sessions a user may have open at once',
	),
	UserSetNetworkMailbox: row(
		'Move to Mailbox',
		'Move a user to a mailbox',
		'Give a user another network and mailbox',
	),
	UserSendSMS: row(
		'Send SMS',
		'Send an SMS to a user',
		'Send a text message to the cell phone of a user',
	),
	UserActivate: row('Activate', 'Activate a user', 'Let a suspended user log in again'),
	UserSuspend: row('Suspend', 'Suspend a user', 'Temporarily stop a user from logging in'),
	UserTerminate: row('Terminate', 'Terminate a user', 'Terminate a user permanently'),
};
