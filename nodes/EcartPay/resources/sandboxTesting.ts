import { concealedText, text } from '../../shared/fields';
import { body, local } from '../../shared/operation/locations';
import { operation, resource } from '../../shared/operation/operation';
import { amount } from '../../shared/fields/money';
import { checkDecimals } from '../money/amounts';
import { api } from '../api/request';

/** Bank transfers are in pesos, with both decimals written. */
const DECIMALS = 2;

const details = {
	fechaOperacion: body(
		text({
			displayName: 'Date (fechaOperacion)',
			default: "={{ $now.toFormat('yyyyMMdd') }}",
			description: 'YYYYMMDD',
		}),
	),
	nombreOrdenante: named('Sender Name (nombreOrdenante)'),
	cuentaOrdenante: named('Sender Account (cuentaOrdenante)'),
	tipoCuentaOrdenante: named('Sender Account Type (tipoCuentaOrdenante)'),
	rfcCurpOrdenante: named('Sender Tax ID (rfcCurpOrdenante)'),
	institucionOrdenante: named('Sender Bank (institucionOrdenante)'),
	nombreBeneficiario: named('Receiver Name (nombreBeneficiario)'),
	tipoCuentaBeneficiario: named('Receiver Account Type (tipoCuentaBeneficiario)'),
	rfcCurpBeneficiario: named('Receiver Tax ID (rfcCurpBeneficiario)'),
	institucionBeneficiaria: named('Receiver Bank (institucionBeneficiaria)'),
	clave: named('Key (clave)'),
	tipoPago: named('Payment Type (tipoPago)'),
	tipoOperacion: named('Operation Type (tipoOperacion)'),
	conceptoPago: named('Concept (conceptoPago)'),
	referenciaNumerica: named('Numeric Reference (referenciaNumerica)'),
	empresa: body(text({ displayName: 'Company (empresa)', default: 'ECARTPAY' })),
};

function named(displayName: string) {
	return body(text({ displayName }));
}

export const sandboxTesting = resource({
	value: 'sandboxTesting',
	name: 'Sandbox Testing',
	description: 'What only the Ecart Pay sandbox can do',
	operations: [
		operation({
			value: 'simulateBankTransfer',
			name: 'Simulate Bank Transfer',
			action: 'Simulate a bank transfer',
			description: 'Pretend that a bank transfer arrived, which pays the order that has the CLABE',
			contract: 'simulateBankTransfer',
			request: api('POST', '/webhooks/stp', { public: true }),
			parameters: {
				testKey: local(
					concealedText({
						displayName: 'Test Key',
						required: true,
						description:
							'The fixed key that Ecart Pay publishes on its page about bank transfers: not a secret, and useless outside the sandbox',
					}),
				),
				cuentaBeneficiario: body(
					text({
						displayName: 'CLABE (cuentaBeneficiario)',
						description: 'From the operation Assign Bank Transfer of the resource Order',
					}),
				),
				monto: body(
					amount({
						displayName: 'Amount (monto)',
						positive: true,
						description: 'Must be the amount of the order, as printed on a bill: 243.33',
					}),
					{ encode: (value) => value.toFixed(DECIMALS) },
				),
				claveRastreo: body(
					text({
						displayName: 'Tracking Key (claveRastreo)',
						default: '={{ "N8N" + $now.toMillis() }}',
						description: 'Must be new each time',
					}),
				),
			},
			optional: details,
			check: ({ monto }, refuse) => checkDecimals(refuse, 'MXN', [['Amount', monto]]),
			execute: async (context, { testKey }) => {
				const { environment } = await context.credentials();
				if (environment === 'production') {
					throw context.refuse(
						'Bank transfers can only be simulated in the sandbox',
						'Choose a credential whose environment is Sandbox.',
					);
				}
				await context.send({ ...context.request(), headers: { Authorization: testKey } });
				return [{ json: { success: true } }];
			},
		}),
	],
});
