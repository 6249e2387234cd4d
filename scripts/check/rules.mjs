import { codeOnly } from './strip.mjs';

/**
 * Rules about the text of a source file, which import rules cannot see.
 * @typedef {{ file: string, line: number, rule: string, text: string }} Finding
 * @typedef {{ longFiles: Record<string, string>, regionLiterals: Record<string, string> }} Exceptions path → the reason
 */

export const LONGEST_FILE = 300;
/** A suite tells one story in many cases; it may be longer. */
export const LONGEST_TEST = 600;

const isTest = (/** @type {string} */ file) =>
  /\.(test|suite)\.tsx?$|\/test-[^/]+\.ts$|\/testing(\.ts$|\/)|^scripts\/e2e\//.test(file);
/** Data, not logic: packs, seed entries, demo people. */
const isData = (/** @type {string} */ file) =>
  /^shared\/src\/policy\/packs\/|^bff\/seed\/|^bff\/simulators\//.test(file);

/**
 * @type {readonly { rule: string, applies: (file: string) => boolean, pattern: RegExp, strings: 'keep' | 'blank' }[]}
 */
const PATTERNS = [
  {
    rule: 'Only gateways and storage/blobs call out: use a gateway',
    applies: (file) =>
      /^bff\/src\//.test(file) && !/^bff\/src\/(gateways|storage\/blobs)\//.test(file) && !isTest(file),
    pattern: /(?<![.\w])fetch\(|globalThis\.fetch|\bhttps?\.(request|get)\(/,
    strings: 'blank',
  },
  {
    rule: 'Only src/platform knows wx, my and the browser',
    applies: (file) => /^miniprogram\/src\//.test(file) && !/^miniprogram\/src\/platform\//.test(file) && !isTest(file),
    pattern:
      /(?<![.\w])(wx|my|window|localStorage|sessionStorage|navigator|location|history)\.\w|(?<![.\w])document\.\w|(?<![.\w])fetch\(/,
    strings: 'blank',
  },
  {
    rule: 'Rules are pure: no clock, no randomness; take `now` as an argument',
    applies: (file) => /^shared\/src\/(domain|policy)\//.test(file) && !isTest(file),
    pattern: /\bDate\.now\(|\bnew Date\(\s*\)|\bMath\.random\(|\bIntl\.|\bprocess\.|\bset(Timeout|Interval)\(/,
    strings: 'blank',
  },
  {
    rule: 'No region in logic: what differs between provinces is a field of the pack',
    applies: (file) => /^(shared\/src|bff\/src|miniprogram\/src)\//.test(file) && !isData(file) && !isTest(file),
    pattern:
      /['"`]([1-8]\d0000|gansu|hebei|guizhou|beijing|tianjin|shanxi|liaoning|jilin|shanghai|jiangsu|zhejiang|anhui|fujian|jiangxi|shandong|henan|hubei|hunan|guangdong|guangxi|hainan|chongqing|sichuan|yunnan|xizang|shaanxi|qinghai|ningxia|xinjiang|GS|HE|GZ)['"`]/,
    strings: 'keep',
  },
  {
    rule: 'A test is run or removed, never left out',
    applies: (file) => isTest(file),
    pattern:
      /\b(describe|it|test|suite)(\.concurrent|\.sequential)?\.(only|skip|todo)\b|\b(fit|xit|fdescribe|xdescribe)\(/,
    strings: 'blank',
  },
  {
    rule: 'Finish it now or open an issue: no notes to oneself',
    applies: () => true,
    pattern: new RegExp(`\\b(${['TO', 'DO|FIX', 'ME|XX', 'X|HA', 'CK'].join('')})\\b`),
    strings: 'keep',
  },
];

/** Every finding in one file. @param {string} file path from the root, with forward slashes @param {string} text @param {Exceptions} exceptions @returns {Finding[]} */
export function findingsIn(file, text, exceptions) {
  /** @type {Finding[]} */
  const findings = [];
  const lines = text.split('\n');
  const count = lines.at(-1) === '' ? lines.length - 1 : lines.length;
  const longest = isTest(file) ? LONGEST_TEST : LONGEST_FILE;
  // A list of words, entries or people is as long as it is; it is data, and nobody has to follow it.
  if (count > longest && !/^bff\/seed\//.test(file) && !exceptions.longFiles[file]) {
    const rule = `Over ${longest} lines: make two rooms of it, or give a reason in scripts/check/exceptions.json`;
    findings.push({ file, line: count, rule, text: `${count} lines` });
  }
  const kept = {
    keep: codeOnly(text, { strings: 'keep' }).split('\n'),
    blank: codeOnly(text, { strings: 'blank' }).split('\n'),
  };
  for (const { rule, applies, pattern, strings } of PATTERNS) {
    if (!applies(file)) continue;
    if (rule.startsWith('No region') && exceptions.regionLiterals[file]) continue;
    const searched = rule.startsWith('Finish') ? lines : kept[strings];
    searched.forEach((line, index) => {
      if (pattern.test(line)) findings.push({ file, line: index + 1, rule, text: (lines[index] ?? '').trim() });
    });
  }
  return findings;
}

/** Reasons in the exceptions list that nothing needs any more. @param {Exceptions} exceptions @param {ReadonlyMap<string, string>} sources */
export function needlessExceptions(exceptions, sources) {
  const none = { longFiles: {}, regionLiterals: {} };
  const needed = (/** @type {string} */ file, /** @type {string} */ start) =>
    sources.has(file) && findingsIn(file, sources.get(file) ?? '', none).some(({ rule }) => rule.startsWith(start));
  return [
    ...Object.keys(exceptions.longFiles).filter((file) => !needed(file, 'Over ')),
    ...Object.keys(exceptions.regionLiterals).filter((file) => !needed(file, 'No region')),
  ];
}
