import assert from 'node:assert/strict';
import { MiniDriver } from '../driver.mini';
import { type Journey, Stage } from '../journey';
import { ALIPAY_MUTANTS, breakProgram, type Mutant } from '../mutants';
import { programFolder } from '../programs';
import { soon } from './acts';
import { Phone } from './phone';

/** A canary notices soon: what a right program draws is there long before. */
const SOON_MS = 6_000;

/** A short way on which a program that takes one platform for the other stumbles: an answer that is not there, a tap, a second start. */
async function sing(stage: Stage): Promise<void> {
  const phone = await Phone.open(stage, '探路的人', '/pages/answer/index?id=no-such-entry');
  const { driver } = phone;
  assert.ok(driver instanceof MiniDriver);
  await phone.see({ part: 'problem' }, SOON_MS);
  assert.equal(await phone.part('offline').count(), 0, 'an answer that is not there is no lost network');

  await phone.go('/pages/home/index');
  await phone.see({ part: 'home-search' }, SOON_MS);
  await phone.part('home-search').click({ timeout: SOON_MS });
  await phone.see({ part: 'search-input' }, SOON_MS);

  // The rules are kept on the phone; at the next start the server is asked only whether they changed.
  const packs = () => driver.phone.requests().filter(({ path }) => path === '/v1/packs');
  await soon(async () => assert.ok(packs().some(({ status }) => status === 200)), SOON_MS);
  await driver.killAndReturn('/pages/home/index');
  await phone.see({ part: 'home-search' }, SOON_MS);
  await soon(
    async () => assert.equal(packs().at(-1)?.status, 304, 'rules that did not change are not sent again'),
    SOON_MS,
  );
}

const canary: Journey = {
  name: 'canary: an answer that is not there, a tap, a second start',
  clients: ['weapp', 'alipay'],
  isReadOnly: true,
  run: sing,
};

/** The canary must fall silent on a program in which one thing was broken. */
const caught = (mutant: Mutant): Journey => ({
  name: `broken on purpose: ${mutant.fault}`,
  clients: ['alipay'],
  isReadOnly: true,
  async run(stage) {
    const { folder, remove } = await breakProgram(programFolder('alipay'), mutant);
    const broken = new Stage({
      house: stage.house,
      browser: stage.browser,
      programs: stage.programs,
      name: stage.name,
      client: 'alipay',
      programDir: folder,
    });
    try {
      const noticed = await sing(broken).then(
        async () => (await broken.problems())[0],
        (problem: Error) => problem.message,
      );
      assert.ok(noticed, `nobody noticed: ${mutant.fault}`);
      stage.note(`caught: ${noticed.split('\n')[0]}`);
    } finally {
      await broken.close();
      await remove();
    }
  },
});

export const journeys: Journey[] = [canary, ...ALIPAY_MUTANTS.map(caught)];
