const EACH_KIND = [/[a-z]/, /[A-Z]/, /\d/, /[^a-zA-Z0-9]/];

/** Whether a password meets ECGrid's published rule (NOTES, section 11). Older ones may not. */
export function meetsPasswordRule(password: string): boolean {
	return EACH_KIND.every((kind) => kind.test(password));
}
