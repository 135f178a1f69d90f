import type { Forms } from './form';

export const tradingPartnerForms: Forms<'tradingPartner'> = {
	TPInfo: {
		name: 'Get',
		action: 'Get a trading partner ID',
		description: 'One trading partner ID with its mailbox and owner (TPInfo)',
		fields: { ECGridID: { displayName: 'ECGrid ID', description: 'Its number within ECGrid' } },
	},
	TPSearch: {
		name: 'Find by Qualifier and ID',
		action: 'Find trading partner IDs by qualifier and ID',
		description: 'Where on ECGrid an ID of ISA or UNB headers belongs (TPSearch)',
	},
	TPList: {
		name: 'List',
		action: 'List trading partner IDs',
		description: 'All trading partner IDs of your mailbox (TPList)',
	},
};
