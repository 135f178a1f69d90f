/** Operations of the contracts that no node performs, each with the reason. */
export const leftOut: Record<string, Record<string, string>> = {
	ecross: {},
	ecartpay: {
		createAccountGatewayKeys:
			'It takes the private key of a gateway, and no secret is ever a node parameter.',
		createOdooOrder: "Serves the vendor's own Odoo module, and is in no public guide.",
		createPosOrder: 'Known from third-party code alone.',
		createWoocommerceOrder:
			"Serves the vendor's own WooCommerce plugin, and no body is documented.",
		exchangeOAuthCode:
			"It takes the secret of a platform and answers with another merchant's private key; neither belongs in a node's parameters or data.",
		getCustomer:
			'Known from third-party code alone. Customer Get Many finds one by email, phone or user ID.',
		getOAuthCredentials: "Answers with another merchant's private key, for a token of its own.",
		getOdooOrder: "Serves the vendor's own Odoo module, and is in no public guide.",
		getOdooWebhookSecret: "Serves the vendor's own Odoo module, and answers with a secret.",
		getPosBranch: 'Known from third-party code alone.',
		getWebhookSecret:
			'Named in the Odoo module only, and answers with a secret; the credential has a field for it.',
		linkPosTerminal: 'Known from third-party code alone.',
		postVerificationWebhook:
			'Looks like a callback of identity verification, published under another title.',
	},
	pledg: {},
};

const TOKEN_REMOVED =
	'It removes the stored token here. Where it logs out too, the token source does.';

/** Operations of the nodes that no contract has, as "resource operation", each with the reason. */
export const withoutContract: Record<string, Record<string, string>> = {
	ecross: { 'connection forgetToken': TOKEN_REMOVED },
	ecartpay: { 'connection forgetToken': TOKEN_REMOVED },
	ecgrid: { 'connection forgetToken': TOKEN_REMOVED },
	pledg: {
		'connection forgetToken': TOKEN_REMOVED,
		'signature sign': 'It computes a signature, and sends nothing.',
		'signature verifyNotification': 'It computes a signature, and sends nothing.',
	},
};
