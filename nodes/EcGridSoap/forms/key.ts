import { row, type Forms } from './form';

export const keyForms: Forms<'key'> = {
	KeyList: row('List', 'List named values', 'The named values of an object'),
	KeyGet: row('Get', 'Get a named value', 'One named value of an object'),
	KeySet: row(
		'Set',
		'Set a named value',
		'Store a value under a name on an object, for a number of days',
	),
	KeySetMinutes: row(
		'Set for Minutes',
		'Set a named value for minutes',
		'Store a value under a name on an object, for a number of minutes',
	),
	KeyRemove: row('Remove', 'Remove a named value', 'Remove a named value from an object'),
};
