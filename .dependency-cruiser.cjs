/**
 * Who may import whom; docs/architecture.md explains why. What imports alone cannot show (calls of fetch, wx, my, window) is looked at by
 * scripts/check-source.mjs.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const TEST = ['[.](test|suite)[.]ts$', '/test-[a-z-]+[.]ts$', '/testing/', '/(testing|raw-look)[.]ts$'];
const notTypes = { dependencyTypesNot: ['type-only'] };

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'A circle of imports cannot be understood or loaded in part.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-unresolved',
      comment: 'An import that leads nowhere breaks at run time.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'domain-and-policy-are-pure',
      comment: 'The rules import only each other: no I/O, no clock, no packages.',
      severity: 'error',
      from: { path: '^shared/src/(domain|policy)/', pathNot: TEST },
      to: { pathNot: '^shared/src/(domain|policy)/' },
    },
    {
      name: 'domain-knows-no-pack',
      comment: 'A rule is handed its pack; it never reaches for one.',
      severity: 'error',
      from: { path: '^shared/src/domain/', pathNot: TEST },
      to: { path: '^shared/src/policy/packs/' },
    },
    {
      name: 'shared-stays-below',
      comment: 'The law and the contract know nothing of those who use them.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(bff|miniprogram|scripts)/' },
    },
    {
      name: 'schemas-as-values-only-in-bff',
      comment: 'One schema value costs a mini-program 80 KB, and mini-programs have no new Function: import the types.',
      severity: 'error',
      from: { pathNot: ['^bff/(src|console)/', '^shared/src/contract/', ...TEST] },
      to: { path: '^shared/src/contract/[a-z.-]*schemas[.]ts$', ...notTypes },
    },
    {
      name: 'client-without-zod',
      comment: 'See schemas-as-values-only-in-bff.',
      severity: 'error',
      from: { path: '^miniprogram/src/' },
      to: { path: 'node_modules/zod/', ...notTypes },
    },
    {
      name: 'client-gets-packs-by-http',
      comment: 'A changed rule needs no new release in the stores: packs come from GET /v1/packs.',
      severity: 'error',
      from: { path: '^miniprogram/src/', pathNot: TEST },
      to: { path: '^shared/src/policy/packs/|^shared/src/policy/index\\.ts$', ...notTypes },
    },
    {
      name: 'client-without-operators-rows',
      comment: 'What only the console calls is weight on every phone: use contract/citizen.endpoints.',
      severity: 'error',
      from: { path: '^miniprogram/src/', pathNot: TEST },
      to: { path: '^shared/src/contract/(endpoints|operator[.]endpoints|case[.]endpoints)[.]ts$', ...notTypes },
    },
    {
      name: 'client-reaches-only-shared',
      comment: 'The client knows the contract, not the server.',
      severity: 'error',
      from: { path: '^miniprogram/src/', pathNot: TEST },
      to: { path: '^(bff|scripts)/' },
    },
    {
      name: 'databases-only-in-storage',
      comment: 'Everything else speaks to the storage port.',
      severity: 'error',
      from: { path: '^bff/src/', pathNot: ['^bff/src/storage/', ...TEST] },
      to: { path: 'node_modules/(mongoose|mongodb|@seald-io/nedb)/' },
    },
    {
      name: 'outgoing-calls-only-in-gateways',
      comment: 'Gateways sign, time out and retry; nobody else calls out.',
      severity: 'error',
      from: { path: '^bff/src/', pathNot: ['^bff/src/(gateways|storage/blobs)/', ...TEST] },
      to: { path: 'node_modules/(undici|alipay-sdk|urllib|axios|node-fetch)/' },
    },
    {
      name: 'modules-keep-their-collections',
      comment: "A module reads another one's data through its use cases.",
      severity: 'error',
      from: { path: '^bff/src/modules/([^/]+)/', pathNot: TEST },
      to: {
        path: '^bff/src/modules/[^/]+/.*\\.(collection|routes|presenter)\\.ts$',
        pathNot: '^bff/src/modules/$1/',
        ...notTypes,
      },
    },
    {
      name: 'modules-stay-off-the-server',
      comment: 'Parts meet in compose.ts; a module is handed what it needs.',
      severity: 'error',
      from: { path: '^bff/src/(modules|gateways|storage|effects)/', pathNot: TEST },
      to: { path: '^bff/src/(main|compose|config)\\.ts$', ...notTypes },
    },
    {
      name: 'gateways-and-storage-know-no-module',
      comment: 'Modules use ports, not the other way round.',
      severity: 'error',
      from: { path: '^bff/src/(gateways|storage)/', pathNot: TEST },
      to: { path: '^bff/src/(modules|http|effects)/', ...notTypes },
    },
    {
      name: 'no-simulator-in-src',
      comment: 'The BFF has no mock mode: simulators are other programs, reached over HTTP.',
      severity: 'error',
      from: { path: '^(bff/src|bff/seed|shared|miniprogram)/' },
      to: { path: '^bff/simulators/' },
    },
    {
      name: 'simulators-stand-alone',
      comment: 'The other side shares the law with us, never our server code.',
      severity: 'error',
      from: { path: '^bff/simulators/', pathNot: TEST },
      to: { path: '^(bff/src|bff/seed|miniprogram)/' },
    },
    {
      name: 'no-test-code-in-programs',
      comment: 'Test tools are not shipped.',
      severity: 'error',
      from: { path: '^(shared|bff|miniprogram)/', pathNot: [...TEST, 'vitest[.]config[.]ts$'] },
      to: { path: [...TEST, 'node_modules/(vitest|fast-check)/'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.data|\\.cache)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: '.tsconfig.imports.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'types', 'default'],
      extensions: ['.ts', '.tsx', '.d.ts', '.mjs', '.cjs', '.js', '.json', '.scss'],
    },
    builtInModules: { add: [] },
  },
};
