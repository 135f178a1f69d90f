/** What stands below a node's name on the canvas, as n8n evaluates it. */
import { Workflow, type INodeParameters, type INodeType } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { ECross } from '../../nodes/ECross/ECross.node';
import { ECrossTrigger } from '../../nodes/ECross/ECrossTrigger.node';
import { resources as eCrossResources } from '../../nodes/ECross/resources/index';
import { EcartPay } from '../../nodes/EcartPay/EcartPay.node';
import { EcartPayTrigger } from '../../nodes/EcartPay/EcartPayTrigger.node';
import { resources as ecartPayResources } from '../../nodes/EcartPay/resources/index';
import { EcGrid } from '../../nodes/EcGrid/EcGrid.node';
import { EcGridTrigger } from '../../nodes/EcGrid/EcGridTrigger.node';
import { EcGridWebhookTrigger } from '../../nodes/EcGrid/EcGridWebhookTrigger.node';
import { resources as ecGridResources } from '../../nodes/EcGrid/resources/index';
import { EcGridSoap } from '../../nodes/EcGridSoap/EcGridSoap.node';
import { resources as ecGridSoapResources } from '../../nodes/EcGridSoap/resources';
import { Pledg } from '../../nodes/Pledg/Pledg.node';
import { PledgTrigger } from '../../nodes/Pledg/PledgTrigger.node';
import { resources as pledgResources } from '../../nodes/Pledg/resources/index';

const nodes = [
	{ node: new ECross(), resources: eCrossResources },
	{ node: new EcartPay(), resources: ecartPayResources },
	{ node: new EcGrid(), resources: ecGridResources },
	{ node: new EcGridSoap(), resources: ecGridSoapResources },
	{ node: new Pledg(), resources: pledgResources },
].map((one) => ({ ...one, name: one.node.description.displayName }));

function subtitle(node: INodeType, parameters: INodeParameters): unknown {
	const { name, displayName, version } = node.description;
	const workflow = new Workflow({
		nodes: [
			{
				id: '1',
				name: displayName,
				type: name,
				typeVersion: Number(version),
				position: [0, 0],
				parameters,
			},
		],
		connections: {},
		active: false,
		nodeTypes: {
			getByName: () => node,
			getByNameAndVersion: () => node,
			getKnownTypes: () => ({}),
		},
	});
	const shown = workflow.getNode(displayName);
	if (shown === null) throw new Error(`${displayName} is not in its workflow`);
	return workflow.expression.getSimpleParameterValue(
		shown,
		node.description.subtitle,
		'internal',
		{},
		undefined,
		'nothing',
	);
}

describe('the subtitle', () => {
	test.each(nodes)(
		'of $name has the words of the form for every operation',
		({ node, resources }) => {
			for (const { value: resource, name, operations } of resources) {
				for (const operation of operations) {
					expect(subtitle(node, { resource, operation: operation.value })).toBe(
						`${operation.name}: ${name}`,
					);
				}
			}
		},
	);

	test.each<[INodeType, INodeParameters, string]>([
		[new ECrossTrigger(), { event: 'orderStatusChanged' }, 'Order Status Changed'],
		[new EcartPayTrigger(), { registration: 'record', events: [] }, 'Notify URL'],
		[
			new EcartPayTrigger(),
			{ registration: 'automatic', events: ['billing_information.deleted'] },
			'Billing Information Deleted',
		],
		[new EcGridTrigger(), {}, 'New Parcel'],
		[
			new EcGridWebhookTrigger(),
			{ statuses: ['InBoxReady', 'outboxFailed'] },
			'Inbox Ready, Outbox Failed',
		],
		[new EcGridWebhookTrigger(), { statuses: [] }, 'Any Status'],
		[new PledgTrigger(), { kinds: ['paid', 'status'] }, 'Paid, Status Changed'],
	])('of a trigger has the words of its choice: %#', (node, parameters, expected) => {
		expect(subtitle(node, parameters)).toBe(expected);
	});
});
