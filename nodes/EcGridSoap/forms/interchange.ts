import type { Forms } from './form';

const INTERCHANGE_ID = { displayName: 'Interchange ID' };

export const interchangeForms: Forms<'interchange'> = {
	InterchangeInfo: {
		name: 'Get',
		action: 'Get an interchange',
		description: 'One interchange with its parcels and trading partners (InterchangeInfo)',
		fields: { InterchangeID: INTERCHANGE_ID },
	},
	InterchangeManifest: {
		name: 'Get Manifest',
		action: 'Get the manifest of an interchange',
		description: 'What has happened to an interchange so far (InterchangeManifest)',
		fields: { InterchangeID: INTERCHANGE_ID },
	},
};
