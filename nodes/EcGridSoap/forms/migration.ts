import { row, type Forms } from './form';

export const migrationForms: Forms<'migration'> = {
	MigrationList: row('List Migrations', 'List migrations', 'The migrations of your mailbox'),
	MigrationListEx: row(
		'List Migrations of Mailbox',
		'List the migrations of a mailbox',
		'The migrations of a given mailbox',
	),
	MigrationInfo: row('Get Migration', 'Get a migration', 'One migration with its batches'),
	MigrationAdd: row(
		'Create Migration',
		'Create a migration',
		'Plan to move trading partner IDs to another network',
	),
	MigrationAddEx: row(
		'Create Migration of Mailbox',
		'Create a migration of a mailbox',
		'Plan to move trading partner IDs of a mailbox to another network',
	),
	MigrationAddTP: row(
		'Add ID to Migration',
		'Add a trading partner ID to a migration',
		'Add one more trading partner ID to a migration',
	),
	X400Format: row(
		'Format X.400 Address',
		'Format an X400 address',
		'The parts of an X.400 address as one text; needs no credential',
	),
};
