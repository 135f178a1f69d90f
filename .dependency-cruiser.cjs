// The direction of imports, types included; docs/architecture.md says why. Run by `npm run lint`.

/** Each floor may import those after it, and none before it. */
const FLOORS = [
	['credentials/tokens', ['hook', 'sources', 'request', 'lifecycle', 'endpoint', 'form']],
	['nodes/shared', ['run', 'form', 'operation', 'fields', 'http']],
];

/** What nodes may import of the token lifecycle. */
const FOR_NODES = [
	'endpoint/outcome',
	'form/expressions',
	'hook/credentialTest',
	'hook/status',
	'request/addresses',
	'request/requestData',
	'sources/ecGridFault',
];

const SHIPPED = '^(credentials|nodes)/';

const upward = FLOORS.flatMap(([house, floors]) =>
	floors.slice(1).map((floor, index) => ({
		name: `only-downward-in-${house.replace('/', '-')}-${floor}`,
		severity: 'error',
		from: { path: `^${house}/${floor}/` },
		to: { path: `^${house}/(${floors.slice(0, index + 1).join('|')})/` },
	})),
);

module.exports = {
	forbidden: [
		{
			name: 'no-circle-of-files',
			comment: 'Move what both need into a third file.',
			severity: 'error',
			from: {},
			to: { circular: true },
		},
		{
			name: 'no-circle-of-folders',
			comment: 'Move what both need one floor down.',
			severity: 'error',
			scope: 'folder',
			from: { path: SHIPPED },
			to: { circular: true },
		},
		...upward,
		{
			name: 'lib-knows-nobody',
			severity: 'error',
			from: { path: '^credentials/lib/' },
			to: { path: SHIPPED, pathNot: '^credentials/lib/' },
		},
		{
			name: 'credentials-know-no-node',
			severity: 'error',
			from: { path: '^credentials/' },
			to: { path: '^nodes/' },
		},
		{
			name: 'nodes-leave-tokens-to-the-hook',
			comment:
				'A node that sees a token can lose it. docs/architecture.md lists what nodes may know.',
			severity: 'error',
			from: { path: '^nodes/' },
			to: {
				path: '^credentials/tokens/',
				pathNot: `^credentials/tokens/(${FOR_NODES.join('|')})\\.ts$`,
			},
		},
		{
			name: 'the-engine-knows-no-provider',
			severity: 'error',
			from: { path: '^nodes/shared/' },
			to: { path: '^nodes/(?!shared/)' },
		},
		{
			name: 'webhooks-build-on-http-alone',
			severity: 'error',
			from: { path: '^nodes/shared/webhook/' },
			to: { path: '^nodes/shared/(?!webhook/|http/)' },
		},
		{
			name: 'http-knows-no-webhook',
			severity: 'error',
			from: { path: '^nodes/shared/(?!webhook/)' },
			to: { path: '^nodes/shared/webhook/' },
		},
		{
			name: 'a-provider-knows-no-other',
			severity: 'error',
			from: { path: '^nodes/([^/]+)/', pathNot: '^nodes/shared/' },
			to: { path: '^nodes/', pathNot: '^nodes/(shared|$1)/' },
		},
		{
			name: 'shipped-code-knows-no-workbench',
			severity: 'error',
			from: { path: SHIPPED },
			to: { path: '^(sandbox|playground|probe|test)/' },
		},
		{
			name: 'the-sandbox-knows-no-product',
			comment: 'It plays the providers, so it must not share the mistakes of what it tests.',
			severity: 'error',
			from: { path: '^sandbox/' },
			to: { path: '^(credentials|nodes|playground|probe|test)/' },
		},
		{
			name: 'the-playground-knows-no-test',
			severity: 'error',
			from: { path: '^playground/' },
			to: { path: '^(probe|test)/' },
		},
		{
			name: 'every-import-is-found',
			severity: 'error',
			from: {},
			to: { couldNotResolve: true },
		},
	],
	options: {
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		doNotFollow: { path: 'node_modules' },
		enhancedResolveOptions: {
			extensions: ['.ts', '.mts', '.mjs', '.js', '.cjs', '.json'],
			exportsFields: ['exports'],
			conditionNames: ['import', 'require', 'node', 'default', 'types'],
		},
	},
};
