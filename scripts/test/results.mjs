/**
 * What a step of `npm test` found.
 * @typedef {{ passed: number, failed: number, skipped: number, notes: string[], failures: string[] }} StepResult
 * `notes` are printed at once (sizes, what was skipped and why); `failures` are repeated at the end.
 */

/** A step that is one check. @param {boolean} isRight @param {string} output @param {string[]} [notes] @returns {StepResult} */
export function oneCheck(isRight, output, notes = []) {
  return { passed: isRight ? 1 : 0, failed: isRight ? 0 : 1, skipped: 0, notes, failures: isRight ? [] : [output] };
}

/** A check that could not be made, with the reason. In CI nothing may be left out. @param {string} reason @param {boolean} isCi @returns {StepResult} */
export function leftOut(reason, isCi) {
  if (isCi)
    return {
      passed: 0,
      failed: 1,
      skipped: 0,
      notes: [],
      failures: [`Could not be run, and in CI nothing may be left out: ${reason}`],
    };
  return { passed: 0, failed: 0, skipped: 1, notes: [`skipped: ${reason}`], failures: [] };
}

/**
 * Counts vitest's JSON report. A file that could not even be loaded has no tests in it: it counts as one failure. So does a run that
 * ended badly without naming a test (an error outside every test).
 * @param {any} report @param {number} exitCode @param {string} root @returns {StepResult}
 */
export function countVitest(report, exitCode, root) {
  /** @type {StepResult} */
  const result = { passed: 0, failed: 0, skipped: 0, notes: [], failures: [] };
  for (const suite of report.testResults) {
    const file = suite.name.replace(`${root}/`, '');
    let failedHere = 0;
    for (const test of suite.assertionResults) {
      if (test.status === 'passed') result.passed += 1;
      else if (test.status === 'failed') {
        failedHere += 1;
        result.failures.push(`${file} > ${test.fullName}\n${indent(test.failureMessages.join('\n'))}`);
      } else {
        result.skipped += 1;
        result.notes.push(`skipped: ${file} > ${test.fullName}`);
      }
    }
    if (suite.status === 'failed' && failedHere === 0) {
      failedHere = 1;
      result.failures.push(`${file} could not be run\n${indent(suite.message ?? '')}`);
    }
    result.failed += failedHere;
  }
  if (exitCode !== 0 && result.failed === 0) {
    result.failed = 1;
    result.failures.push('vitest ended with an error outside the tests; its output is in .artefacts/test/vitest.log');
  }
  if (result.passed + result.failed === 0) {
    result.failed = 1;
    result.failures.push('vitest ran no test at all.');
  }
  return result;
}

/** @param {string} text */
const indent = (text) =>
  text
    .split('\n')
    .slice(0, 30)
    .map((line) => `    ${line}`)
    .join('\n');

/** @param {readonly StepResult[]} results @returns {{ passed: number, failed: number, skipped: number }} */
export function sumUp(results) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const { passed, failed, skipped } of results) {
    total.passed += passed;
    total.failed += failed;
    total.skipped += skipped;
  }
  return total;
}

/** The last line of `npm test`. @param {{ passed: number, failed: number, skipped: number }} total */
export const lastLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;
