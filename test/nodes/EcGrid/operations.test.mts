import { afterAll, beforeEach } from 'vitest';

import { EcGrid } from '../../../nodes/EcGrid/EcGrid.node';
import { resources } from '../../../nodes/EcGrid/resources/index';
import { testOperations } from '../operationCases.mts';
import { administrationCases } from './cases/administration.mts';
import { parcelCases } from './cases/parcel.mts';
import { partnerCases } from './cases/partners.mts';
import { trafficCases } from './cases/traffic.mts';
import { Stage } from './stage.mts';

const stage = await Stage.open();

beforeEach(() => stage.begin());

afterAll(async () => await stage.sandbox.close());

testOperations({
	node: new EcGrid(),
	resources,
	sandbox: () => stage.sandbox,
	credentials: () => stage.credentials(),
	provider: 'ecgrid',
	undocumented: ['certificates', 'mailbagControlId', 'value'],
	refusal: {
		body: {
			success: false,
			errorCode: 'InvalidParameter',
			message: 'Refused by the test.',
			data: null,
		},
		message: 'InvalidParameter: Refused by the test.',
	},
	cases: {
		...parcelCases(stage),
		...partnerCases(stage),
		...trafficCases(stage),
		...administrationCases(stage),
	},
});
