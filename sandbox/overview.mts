// What to enter where, for trying by hand: one table for the terminal and for the page at `/`.
import type { SandboxAddresses } from './addresses.mts';
import { sandboxCredentials } from './credentials.mts';

/** One credential as n8n's form shows it: names of fields, and what the sandbox accepts. */
export interface FilledForm {
	readonly credential: string;
	readonly fields: ReadonlyArray<readonly [name: string, value: string]>;
}

/** The forms of all credentials of this package, filled in for a sandbox at these addresses. */
export function filledForms({ ecross, ecartpay, ecgrid, pledg }: SandboxAddresses): FilledForm[] {
	const secrets = sandboxCredentials;
	const custom = ['Environment', 'Custom'] as const;
	const pledgAddress = [custom, ['Base URL', pledg.baseUrl]] as const;
	const login = [
		['Email', secrets.ecgrid.email],
		['Password', secrets.ecgrid.password],
	] as const;
	return [
		{
			credential: 'E-CROSS API',
			fields: [
				['Client ID', secrets.ecross.clientId],
				['Client Secret', secrets.ecross.clientSecret],
				custom,
				['Authentication URL', ecross.authUrl],
				['Product URL', ecross.productUrl],
				['Order URL', ecross.orderUrl],
				['Shipment URL', ecross.shipmentUrl],
				['Carrier ID', secrets.ecross.carrierId],
				['Sales Channel Token', secrets.ecross.salesChannelToken],
			],
		},
		{
			credential: 'Ecart Pay API',
			fields: [
				['Public Key', secrets.ecartpay.publicKey],
				['Private Key', secrets.ecartpay.privateKey],
				custom,
				['Base URL', ecartpay.baseUrl],
				['Webhook Secret', secrets.ecartpay.webhookSecret],
			],
		},
		{
			credential: 'ECGrid API Key API',
			fields: [
				['API Key', secrets.ecgrid.apiKey],
				['Base URL', ecgrid.baseUrl],
			],
		},
		{ credential: 'ECGrid Login API', fields: [...login, ['Base URL', ecgrid.baseUrl]] },
		{
			credential: 'ECGrid SOAP API',
			fields: [['Authentication', 'Session'], ...login, ['URL', ecgrid.soapUrl]],
		},
		{
			credential: 'Pledg API',
			fields: [
				['API Key', secrets.pledg.apiKey],
				['API Secret', secrets.pledg.apiSecret],
				...pledgAddress,
			],
		},
		{
			credential: 'Pledg Dashboard API',
			fields: [
				['Email', secrets.pledg.email],
				['Password', secrets.pledg.password],
				...pledgAddress,
			],
		},
		{
			credential: 'Pledg Signature API',
			fields: [
				['Merchant UID', secrets.pledg.merchantUid],
				['Secret Key', secrets.pledg.secretKey],
				...pledgAddress,
				['Front URL', pledg.frontUrl],
			],
		},
	];
}

/** The forms as a table of plain text. */
export function asText(forms: readonly FilledForm[]): string {
	const nameWidth = widest(forms.flatMap(({ fields }) => fields.map(([name]) => name)));
	const titleWidth = widest(forms.map(({ credential }) => credential));
	return forms
		.flatMap(({ credential, fields }) =>
			fields.map(([name, value], index) =>
				[(index === 0 ? credential : '').padEnd(titleWidth), name.padEnd(nameWidth), value].join(
					'  ',
				),
			),
		)
		.join('\n');
}

/** The page at `/`. */
export function asPage(forms: readonly FilledForm[], control: string): string {
	const rows = forms.flatMap(({ credential, fields }) =>
		fields.map(
			([name, value], index) =>
				`<tr>${index === 0 ? `<th rowspan="${fields.length}">${escaped(credential)}</th>` : ''}<td>${escaped(name)}</td><td><code>${escaped(value)}</code></td></tr>`,
		),
	);
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Sandbox of the four providers</title>
<style>
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #8888; padding: 0.25rem 0.6rem; text-align: left; vertical-align: top; }
code { font-size: 0.9em; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>Sandbox of the four providers</h1>
<p>E-CROSS, Ecart Pay, ECGrid and Pledg, simulated on this machine. Nothing here leaves it, and no money moves.
To try a credential by hand, enter this in its form in n8n:</p>
<table>
<tr><th>Credential</th><th>Field</th><th>Value</th></tr>
${rows.join('\n')}
</table>
<p>What has reached the sandbox, including token requests: <a href="${escaped(control)}/statistics">statistics</a>.</p>
</body>
</html>
`;
}

function widest(texts: readonly string[]): number {
	return Math.max(...texts.map((text) => text.length));
}

function escaped(text: string): string {
	return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
