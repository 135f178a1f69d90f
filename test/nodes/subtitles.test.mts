/** What stands below a node's name on the canvas, as n8n evaluates it. */
import { Workflow, type INodeParameters, type INodeType } from 'n8n-workflow';
import { describe, expect, test } from 'vitest';

import { ECrossTrigger } from '../../nodes/ECross/ECrossTrigger.node';
import { EcartPayTrigger } from '../../nodes/EcartPay/EcartPayTrigger.node';
import { EcGridTrigger } from '../../nodes/EcGrid/EcGridTrigger.node';
import { EcGridWebhookTrigger } from '../../nodes/EcGrid/EcGridWebhookTrigger.node';
import { PledgTrigger } from '../../nodes/Pledg/PledgTrigger.node';
import { actionNodes, triggers } from './everyNode.mts';

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
	test.each(actionNodes)(
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

	const ofTriggers: Array<[INodeType, INodeParameters, string]> = [
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
	];

	test.each(ofTriggers)(
		'of a trigger has the words of its choice: %#',
		(node, choice, expected) => {
			expect(subtitle(node, choice)).toBe(expected);
		},
	);

	test('is tested of every trigger', () => {
		const tested = new Set(ofTriggers.map(([node]) => node.description.name));
		expect([...tested].sort()).toEqual(triggers.map(({ description: { name } }) => name).sort());
	});
});
