const calendarDate = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const dateTime =
	/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d{2}:\d{2})$/i;
const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The formats that the contracts use beside OpenAPI's numeric ones. */
export const formats: Readonly<Record<string, (value: string) => boolean>> = {
	date: (value) => calendarDate.test(value) && !Number.isNaN(Date.parse(value)),
	'date-time': (value) => dateTime.test(value) && !Number.isNaN(Date.parse(value)),
	email: (value) => email.test(value),
	uri: (value) => URL.canParse(value),
	uuid: (value) => uuid.test(value),
};
