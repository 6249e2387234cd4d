import type { PolicyPack, Rule } from '@gongji/shared/policy/pack';

interface Leaf {
  path: string;
  rule: Rule<unknown>;
}

const isRule = (value: unknown): value is Rule<unknown> =>
  typeof value === 'object' && value !== null && 'value' in value && 'source' in value && 'basis' in value;

/** Every leaf of a pack that states a rule, in the pack's own order. */
export function leavesOf(value: unknown, path = ''): Leaf[] {
  if (isRule(value)) return [{ path, rule: value }];
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, path ? `${path}.${key}` : key));
}

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

function valueInWords(value: unknown): string {
  if (value === null) return '（没有）';
  if (Array.isArray(value)) return value.length === 0 ? '（没有）' : value.map(String).join('、');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function packTable(pack: PolicyPack): string {
  const sources = Object.entries(pack.sources).map(
    ([key, source]) =>
      `- \`${key}\`：《${source.title}》，${source.publisher}，${source.publishedOn}${source.note ? `。${source.note}` : ''}`,
  );
  const rows = leavesOf(pack).map(
    ({ path, rule }) =>
      `| \`${path}\` | ${cell(valueInWords(rule.value))} | \`${rule.source}\` | ${rule.basis === 'source' ? '原文' : '我们的理解'} | ${cell(rule.note ?? '')} |`,
  );
  return [
    `## ${pack.words.region}（\`${pack.id}\`，核对于 ${pack.attestedOn}）`,
    '',
    ...sources,
    '',
    '| 规则 | 值 | 来源 | 依据 | 说明 |',
    '|---|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}

/** docs/rules.md: every rule of every pack, with its source. */
export function rulesTable(packs: readonly PolicyPack[]): string {
  return [
    '# 规则与来源',
    '',
    '由规则包生成，请勿手改：`npx tsx scripts/rules-table.ts`。「我们的理解」是原文没有写明、由本程序作出的解读，发现不对请直接改规则包。',
    '',
    ...packs.map(packTable),
  ].join('\n');
}
