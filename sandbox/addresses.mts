/** Base addresses by provider; the names are those of the credentials' fields. */
export interface SandboxAddresses {
	readonly ecross: {
		readonly authUrl: string;
		readonly productUrl: string;
		readonly orderUrl: string;
		readonly shipmentUrl: string;
	};
	readonly ecartpay: { readonly baseUrl: string };
	readonly ecgrid: { readonly baseUrl: string; readonly soapUrl: string };
	readonly pledg: { readonly baseUrl: string; readonly frontUrl: string };
	readonly metabase: { readonly url: string };
	readonly openai: { readonly url: string };
	/** Where the control endpoints are. */
	readonly control: string;
	/** Another host, which no credential may reach. */
	readonly foreign: string;
	/** Files of e-CROSS orders, on the other host. */
	readonly documents: string;
}

/** The addresses of a sandbox whose two servers listen at these. */
export function addressesAt(url: string, foreignUrl: string): SandboxAddresses {
	return {
		ecross: {
			authUrl: `${url}/ecross/auth`,
			productUrl: `${url}/ecross/product`,
			orderUrl: `${url}/ecross/order`,
			shipmentUrl: `${url}/ecross/hermes`,
		},
		ecartpay: { baseUrl: `${url}/ecartpay` },
		ecgrid: { baseUrl: `${url}/ecgrid`, soapUrl: `${url}/ecgrid/v4.1/prod/ECGridOS.asmx` },
		pledg: { baseUrl: `${url}/pledg`, frontUrl: `${url}/pledg-front` },
		metabase: { url: `${url}/metabase` },
		openai: { url: `${url}/openai/v1` },
		control: `${url}/__sandbox`,
		foreign: foreignUrl,
		documents: `${foreignUrl}/documents`,
	};
}
