import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnStores, type OpenTestStore } from '../../storage/test-stores';
import { post, type SignedIn, startTestHouse, type TestHouse } from '../../test-house';
import { buildPerson, familyIn, identityOf, resident, type TestPerson } from '../../test-people';

const HERE = '130100';
const PROVINCE = '130000';

/** Hebei: the owner alone binds, the member is told, at most eight members, several owners. */
describeOnStores('binding in Hebei', (testStore) => {
  let house: TestHouse;
  let opened: OpenTestStore | undefined;
  let family: ReturnType<typeof familyIn>;

  beforeAll(async () => {
    opened = testStore.name === 'mongo' ? await testStore.open() : undefined;
    house = await startTestHouse(opened?.mongoUri ? { mongoUri: opened.mongoUri } : {});
    family = familyIn(house, 'hebei');
  });
  afterAll(async () => {
    await house?.stop();
    await opened?.dispose();
  });

  /** An owner proven as Hebei asks: by a code to the phone that the core holds. */
  async function owner(
    wish: Partial<Parameters<typeof buildPerson>[1]> = {},
  ): Promise<{ who: SignedIn; person: TestPerson }> {
    const person = await buildPerson(house, { region: HERE, age: 45, ...wish });
    const who = await house.signInByAlipay();
    await house.proveBySms(who, { ...person, region: PROVINCE });
    return { who, person };
  }
  const parent = (wish: Partial<Parameters<typeof buildPerson>[1]> = {}) =>
    buildPerson(house, { region: HERE, age: 71, insurances: resident(HERE), ...wish });
  const refusalOf = (answer: { error: { refusal?: { code: string } } }) => answer.error.refusal?.code;

  it('binds by the owner alone, and tells the member by SMS and in the inbox', async () => {
    const { who, person } = await owner();
    const relative = await parent();
    const added = (await family.add(who, relative, 'parent')).ok;
    expect(added.sharing.members[0]).toMatchObject({ status: 'active', needsOwnFace: false });
    expect(added.nextStep.name).toBe('done');
    expect(await family.relationsAtCore(relative)).toHaveLength(1);
    const sms = await family.until('the member is told', async () =>
      (await house.inbox(relative.phone)).find((message) => message.template === 'bound-by-owner'),
    );
    expect(sms.text).not.toContain(person.name);
    const member = await house.signInBySms(relative.phone);
    await house.proveBySms(member, { ...relative, region: PROVINCE });
    const notices = (await house.call('notice.list', { token: member.token })).ok.items;
    expect(notices.map((notice) => notice.title)).toContain('家人已为您开通家庭共济');
    expect((await house.call('sharing.list', { token: member.token })).ok.asMember).toHaveLength(1);
  });

  it('takes the same request twice as one', async () => {
    const { who } = await owner();
    const relative = await parent();
    const key = crypto.randomUUID();
    const [first, second] = await Promise.all([
      family.add(who, relative, 'parent', { key }),
      family.add(who, relative, 'parent', { key }),
    ]);
    expect(first.ok.memberId).toBe(second.ok.memberId);
    expect((await family.add(who, relative, 'parent', { key })).ok.memberId).toBe(first.ok.memberId);
    expect(await family.relationsAtCore(relative)).toHaveLength(1);
    expect((await family.add(who, await parent(), 'parent', { key })).error.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it('stops at eight members, and goes on after one is unbound', async () => {
    const { who } = await owner();
    let last = { sharingId: '', memberId: '' };
    for (let count = 0; count < 8; count += 1) {
      const added = (await family.add(who, await parent(), 'parent')).ok;
      last = { sharingId: added.sharing.sharingId, memberId: added.memberId };
    }
    const ninth = await parent();
    const refused = await family.add(who, ninth, 'parent');
    expect(refusalOf(refused)).toBe('MEMBER_LIMIT_REACHED');
    expect(refused.error.message).toContain('8');
    void (await family.command(who, last.sharingId, { type: 'unbind', memberId: last.memberId })).ok;
    expect((await family.add(who, ninth, 'parent')).ok.nextStep.name).toBe('done');
  });

  it('lets several owners bind one member', async () => {
    const relative = await parent();
    for (const { who } of [await owner(), await owner({ balanceFen: 5 })]) {
      expect((await family.add(who, relative, 'parent')).ok.nextStep.name).toBe('done');
    }
    expect(await family.relationsAtCore(relative)).toHaveLength(2);
  });

  it('binds with a balance of zero', async () => {
    const { who } = await owner({ balanceFen: 0 });
    expect((await family.add(who, await parent(), 'parent')).ok.nextStep.name).toBe('done');
  });

  it('asks a guardian for a child under fourteen, and nobody from then on', async () => {
    const { who } = await owner();
    const child = await buildPerson(house, { region: HERE, age: 8, insurances: resident(HERE) });
    expect(refusalOf(await family.add(who, child, 'child'))).toBe('GUARDIAN_CONSENT_REQUIRED');
    const { guardianConsentHash } = family;
    expect((await family.add(who, child, 'child', { guardianConsentHash })).ok.nextStep.name).toBe('done');
    const older = await buildPerson(house, { region: HERE, age: 15, insurances: resident(HERE) });
    expect((await family.add(who, older, 'child')).ok.nextStep.name).toBe('done');
  });

  it('refuses each case that the rules refuse, before and at the bind alike', async () => {
    const { who } = await owner();
    const notInsured = await parent({ insurances: [] });
    const elsewhere = await parent({ insurances: resident('620100') });
    const paused = await parent({ insurances: [{ insutype: '390', status: '2', region: HERE }] });
    const ended = await owner({ insurances: [{ insutype: '310', status: '4', region: HERE }] });
    const residentOwner = await owner({ insurances: resident(HERE) });
    const cases: [string, SignedIn, TestPerson][] = [
      ['MEMBER_NOT_INSURED', who, notInsured],
      ['MEMBER_INSURED_ELSEWHERE', who, elsewhere],
      ['MEMBER_INSURANCE_NOT_NORMAL', who, paused],
      ['OWNER_INSURANCE_NOT_NORMAL', ended.who, await parent()],
      ['OWNER_NOT_EMPLOYEE_INSURED', residentOwner.who, await parent()],
      ['MEMBER_NOT_KNOWN', who, await parent({ isKnown: false })],
    ];
    for (const [code, asked, relative] of cases) {
      const body = { family: 'hebei', kinship: 'parent' as const, member: identityOf(relative) };
      const preview = (await house.call('sharing.preview', { token: asked.token, body })).ok;
      expect(
        preview.refusals.map((refusal) => refusal.code),
        code,
      ).toContain(code);
      const refused = await family.add(asked, relative, 'parent');
      expect(refused.status).toBe(422);
      expect(refusalOf(refused), code).toBe(code);
      expect(refused.error.message).toContain('12393');
      expect(await family.relationsAtCore(relative)).toEqual([]);
    }
  });

  it('tells the conditions to somebody who has not signed in, and asks nobody else about a member', async () => {
    const relative = await parent({ insurances: [] });
    const preview = (
      await house.call('sharing.preview', {
        body: { family: 'hebei', kinship: 'parent', member: identityOf(relative) },
      })
    ).ok;
    expect(preview.findings.length).toBeGreaterThan(5);
    expect(preview.findings.find((finding) => finding.check === 'memberInsured')?.status).toBe('unknown');
    expect(preview.nextStep.name).toBe('signIn');
    expect((await house.call('sharing.preview', { body: { family: 'atlantis' } })).error.code).toBe('PACK_UNKNOWN');
  });

  it('takes numbers and names that cannot be right for what they are', async () => {
    const { who } = await owner();
    const relative = await parent();
    const add = (name: string, certificateNumber: string) => family.add(who, { name, certificateNumber }, 'parent');
    expect((await add(relative.name, `${relative.certificateNumber.slice(0, 17)}?`)).error.code).toBe(
      'CERTIFICATE_INVALID',
    );
    expect((await add('Robert', relative.certificateNumber)).error.code).toBe('NAME_INVALID');
    expect((await add(relative.name, '1')).status).toBe(400);
  });

  it('shows a relation that ended elsewhere as ended, by the feed', async () => {
    const { who } = await owner();
    const relative = await parent();
    const { sharing } = (await family.add(who, relative, 'parent')).ok;
    const [relation] = await family.relationsAtCore(relative);
    await post(`${house.simulators.core}/sim/relations/end`, {
      region: PROVINCE,
      coreRelationId: relation?.relationId,
    });
    const member = await family.until('the end arrives', async () => {
      const now = (await family.get(who, sharing.sharingId)).ok.sharing.members[0];
      return now?.status === 'ended' ? now : undefined;
    });
    expect(member.explanation).toContain('别处');
    expect((await family.add(who, relative, 'parent')).ok.nextStep.name).toBe('done');
  });
});
