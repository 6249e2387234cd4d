import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { inRoot, tools } from '../setup/paths.mjs';
import { run } from '../setup/run.mjs';

/** A small house in which every rule of .dependency-cruiser.cjs is broken once, beside imports that are allowed. */
const FILES: Record<string, string> = {
  'shared/src/domain/a.ts':
    "import { pack } from '../policy/packs/p';\nimport { b } from './b';\nexport const a = [pack, b];\n",
  'shared/src/domain/b.ts': "import { a } from './a';\nexport const b = () => a;\n",
  'shared/src/domain/io.ts': "import fs from 'node:fs';\nexport const read = fs.readFileSync;\n",
  'shared/src/policy/packs/p.ts': 'export const pack = 1;\n',
  'shared/src/contract/x.schemas.ts':
    "import { z } from 'zod';\nexport const x = z.string();\nexport type X = string;\n",
  'bff/src/compose.ts':
    "import { use } from './modules/one/one.usecases';\nimport { sim } from '../simulators/main';\nexport default [use, sim];\n",
  'bff/src/modules/one/one.usecases.ts':
    "import { rows } from '../two/two.collection';\nimport { use as two } from '../two/two.usecases';\nimport { x } from '@gongji/shared/contract/x.schemas';\n" +
    "import mongoose from 'mongoose';\nimport { fetch } from 'undici';\nexport const use = [rows, two, x, mongoose, fetch];\n",
  'bff/src/modules/two/two.collection.ts': 'export const rows = 1;\n',
  'bff/src/modules/two/two.usecases.ts': "import { rows } from './two.collection';\nexport const use = rows;\n",
  'bff/src/gateways/g/http.ts':
    "import { fetch } from 'undici';\nimport { use } from '../../modules/two/two.usecases';\nexport const g = [fetch, use];\n",
  'bff/src/modules/two/wires.ts':
    "import compose from '../../compose';\nimport { gone } from './gone';\nexport const w = [compose, gone];\n",
  'bff/src/storage/s.ts': "import mongoose from 'mongoose';\nexport const s = mongoose;\n",
  'bff/src/storage/s.test.ts': 'export const t = 1;\n',
  'bff/src/storage/leak.ts': "import { t } from './s.test';\nexport const l = t;\n",
  'bff/simulators/main.ts': "import { s } from '../src/storage/s';\nexport const sim = s;\n",
  'miniprogram/src/app.ts':
    "import { x, type X } from '@gongji/shared/contract/x.schemas';\nimport { pack } from '@gongji/shared/policy/packs/p';\nimport { z } from 'zod';\n" +
    "import { l } from '@/../../bff/src/storage/leak';\nimport { help } from '@/help';\nexport const app: X = [x, pack, z, l, help].join();\n",
  'miniprogram/src/help.ts':
    "import type { X } from '@gongji/shared/contract/x.schemas';\nexport const help: X = '';\n",
};

const EXPECTED = [
  'client-gets-packs-by-http: miniprogram/src/app.ts',
  'client-reaches-only-shared: miniprogram/src/app.ts',
  'client-without-zod: miniprogram/src/app.ts',
  'databases-only-in-storage: bff/src/modules/one/one.usecases.ts',
  'domain-and-policy-are-pure: shared/src/domain/io.ts',
  'domain-knows-no-pack: shared/src/domain/a.ts',
  'gateways-and-storage-know-no-module: bff/src/gateways/g/http.ts',
  'modules-keep-their-collections: bff/src/modules/one/one.usecases.ts',
  'modules-stay-off-the-server: bff/src/modules/two/wires.ts',
  'no-circular: shared/src/domain/a.ts',
  'no-simulator-in-src: bff/src/compose.ts',
  'no-test-code-in-programs: bff/src/storage/leak.ts',
  'no-unresolved: bff/src/modules/two/wires.ts',
  'outgoing-calls-only-in-gateways: bff/src/modules/one/one.usecases.ts',
  'schemas-as-values-only-in-bff: miniprogram/src/app.ts',
  'simulators-stand-alone: bff/simulators/main.ts',
];

let home: string;
let violations: string[];

beforeAll(async () => {
  home = mkdtempSync(path.join(os.tmpdir(), 'gongji-imports-'));
  for (const [file, text] of Object.entries(FILES)) {
    mkdirSync(path.join(home, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(home, file), text);
  }
  const alias = { '@/*': ['./miniprogram/src/*'], '@gongji/shared/*': ['./shared/src/*'] };
  writeFileSync(
    path.join(home, 'package.json'),
    '{"type":"module","dependencies":{"zod":"*","undici":"*","mongoose":"*"}}',
  );
  writeFileSync(
    path.join(home, '.tsconfig.imports.json'),
    JSON.stringify({
      compilerOptions: { module: 'ESNext', moduleResolution: 'Bundler', paths: alias },
      files: ['bff/src/compose.ts'],
    }),
  );
  symlinkSync(inRoot('node_modules'), path.join(home, 'node_modules'));
  const args = [
    '--config',
    inRoot('.dependency-cruiser.cjs'),
    '--output-type',
    'json',
    'shared/src',
    'bff',
    'miniprogram/src',
  ];
  const { stdout } = await run(process.execPath, [tools.depcruise, ...args], { cwd: home });
  const found = JSON.parse(stdout).summary.violations as { rule: { name: string }; from: string }[];
  violations = [...new Set(found.map(({ rule, from }) => `${rule.name}: ${from}`))].sort();
});
afterAll(() => rmSync(home, { recursive: true }));

test('each import rule is broken exactly where it should be', () => {
  const withoutKnownSideEffects = violations.filter(
    (line) => !line.startsWith('no-circular: ') || line.endsWith('domain/a.ts'),
  );
  expect(withoutKnownSideEffects).toEqual(EXPECTED);
});

test('a circle is reported', () => {
  expect(violations.some((line) => line.startsWith('no-circular: shared/src/domain/'))).toBe(true);
});
