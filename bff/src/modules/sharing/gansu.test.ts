import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeOnStores, type OpenTestStore } from '../../storage/test-stores';
import { post, type SignedIn, startTestHouse, type TestHouse } from '../../test-house';
import { buildPerson, familyIn, identityOf, resident, type TestPerson } from '../../test-people';

const HERE = '620100';

/** Gansu: the owner invites, the member agrees with an own face, one relation at a time, a family account. */
describeOnStores('binding in Gansu', (testStore) => {
  let house: TestHouse;
  let opened: OpenTestStore | undefined;
  let nowMs = Date.now();
  let family: ReturnType<typeof familyIn>;

  beforeAll(async () => {
    opened = testStore.name === 'mongo' ? await testStore.open() : undefined;
    house = await startTestHouse({
      clock: () => new Date(nowMs),
      ...(opened?.mongoUri ? { mongoUri: opened.mongoUri } : {}),
    });
    family = familyIn(house, 'gansu');
  });
  afterAll(async () => {
    await house?.stop();
    await opened?.dispose();
  });

  async function owner(
    wish: Partial<Parameters<typeof buildPerson>[1]> = {},
  ): Promise<{ who: SignedIn; person: TestPerson }> {
    const person = await buildPerson(house, { region: HERE, age: 45, ...wish });
    const who = await house.enter(person);
    return { who, person };
  }
  const parent = () => buildPerson(house, { region: HERE, age: 71, insurances: resident(HERE) });
  const refusalOf = (answer: { error: { code: string; refusal?: { code: string } } }) => answer.error.refusal?.code;

  /** An owner who has confirmed the commitment, and a member who was invited. */
  async function invited() {
    const { who, person } = await owner();
    await family.commit(who);
    const relative = await parent();
    const added = (await family.add(who, relative, 'parent')).ok;
    const code = added.sharing.members[0]?.invitation?.code ?? '';
    return { who, person, relative, sharingId: added.sharing.sharingId, memberId: added.memberId, code };
  }

  /** Both sides through to an active relation. */
  async function bound() {
    const it = await invited();
    const member = await house.enter(it.relative);
    void (await family.answer(member, it.code)).ok;
    return { ...it, member };
  }

  it('asks for the commitment first, and keeps its hash', async () => {
    const { who } = await owner();
    const relative = await parent();
    const early = await family.add(who, relative, 'parent');
    expect(early.status).toBe(422);
    expect(refusalOf(early)).toBe('COMMITMENT_REQUIRED');
    const outdated = await house.call('sharing.acceptCommitment', {
      token: who.token,
      body: { family: 'gansu', textHash: '0'.repeat(64) },
    });
    expect(refusalOf(outdated)).toBe('COMMITMENT_OUTDATED');
    await family.commit(who);
    expect((await family.add(who, relative, 'parent')).ok.nextStep.name).toBe('shareInvitation');
  });

  it('invites, lets the member read who asks, agree with an own face, and both see it', async () => {
    const { who, relative, person, sharingId, code } = await invited();
    expect(code).toMatch(/^[A-Z0-9]{8}$/);
    const seen = (await house.call('invitation.get', { params: { code } })).ok;
    expect(seen).toMatchObject({
      status: 'open',
      kinshipWord: '父母',
      needsOwnFace: true,
      nextStep: { name: 'signIn' },
    });
    expect(seen.ownerMaskedName).not.toBe(person.name);
    expect(JSON.stringify(seen)).not.toContain(relative.certificateNumber);

    const member = await house.enter(relative);
    const answered = (await family.answer(member, code)).ok;
    expect(answered.sharing.members[0]?.status).toBe('active');
    const owned = (await family.get(who, sharingId)).ok.sharing;
    expect(owned.members[0]).toMatchObject({ status: 'active', nextStep: { name: 'allocate' } });
    expect(await family.relationsAtCore(relative)).toHaveLength(1);
    const joined = (await house.call('sharing.list', { token: member.token })).ok;
    expect(joined.asMember[0]).toMatchObject({ sharingId, myRole: 'member' });
    const told = (await house.call('notice.list', { token: who.token })).ok.items.map((notice) => notice.title);
    expect(told.join()).toContain('已绑定');
  });

  it('lets nobody but the invited person answer', async () => {
    const { code } = await invited();
    const stranger = (await owner()).who;
    expect((await family.answer(stranger, code)).error.code).toBe('INVITATION_NOT_YOURS');
    expect((await family.answer(stranger, 'ZZZZZZZZ')).status).toBe(404);
  });

  it('wants a face where the member was proven by phone alone', async () => {
    const { code, relative } = await invited();
    const member = await house.signInByWechat();
    await house.proveBySms(member, { ...relative, region: '620000' });
    expect(refusalOf(await family.answer(member, code))).toBe('FACE_REQUIRED');
    await house.proveByFace(member, identityOf(relative));
    expect((await family.answer(member, code)).ok.sharing.members[0]?.status).toBe('active');
  });

  it('takes the agreement of a member who stands beside the owner, by the member’s face only', async () => {
    const { who, relative, person, sharingId, memberId } = await invited();
    const ownerFace = await house.faceCheck(who, { sharingId, memberId }, identityOf(person));
    expect(ownerFace.status).toBe('failed');
    const agree = (faceCheckId: string) =>
      house.call('sharing.command', {
        token: who.token,
        params: { sharingId },
        body: { command: { type: 'agreeBesideOwner', memberId, faceCheckId } },
      });
    expect(refusalOf(await agree(ownerFace.faceCheckId))).toBe('FACE_REQUIRED');
    const face = await house.faceCheck(who, { sharingId, memberId }, identityOf(relative));
    expect(face.status).toBe('passed');
    expect((await agree(face.faceCheckId)).ok.sharing.members[0]?.status).toBe('active');
  });

  it.each([8, 15])('binds a child of %i by the guardian’s recorded consent, without a face', async (age) => {
    const { who } = await owner();
    await family.commit(who);
    const child = await buildPerson(house, { region: HERE, age, insurances: resident(HERE) });
    expect(refusalOf(await family.add(who, child, 'child'))).toBe('GUARDIAN_CONSENT_REQUIRED');
    const added = (await family.add(who, child, 'child', { guardianConsentHash: family.guardianConsentHash })).ok;
    expect(added.sharing.members[0]?.status).toBe('active');
  });

  it('invites a person of 17, who needs an own face', async () => {
    const { who } = await owner();
    await family.commit(who);
    const teenager = await buildPerson(house, { region: HERE, age: 17, insurances: resident(HERE) });
    const added = (await family.add(who, teenager, 'child')).ok;
    expect(added.sharing.members[0]).toMatchObject({ status: 'invited', needsOwnFace: true });
  });

  it('takes a decline as the end of it, and lets the owner invite anew', async () => {
    const { who, relative, code } = await invited();
    const member = await house.enter(relative);
    expect((await family.answer(member, code, 'decline')).ok.sharing.members[0]?.status).toBe('declined');
    expect(refusalOf(await family.answer(member, code))).toBe('NOT_AVAILABLE_NOW');
    expect((await family.add(who, relative, 'parent')).ok.nextStep.name).toBe('shareInvitation');
  });

  it('lets an invitation lapse, and the owner renew it', async () => {
    const { relative, person, code, sharingId, memberId } = await invited();
    nowMs += 73 * 3_600_000;
    expect((await house.call('invitation.get', { params: { code } })).ok.status).toBe('expired');
    const member = await house.enter(relative);
    expect(refusalOf(await family.answer(member, code))).toBe('INVITATION_EXPIRED');
    const who = await house.enter(person);
    const renewed = (await family.command(who, sharingId, { type: 'renewInvitation', memberId })).ok;
    const newCode = renewed.sharing.members[0]?.invitation?.code ?? '';
    expect(newCode).not.toBe(code);
    expect((await family.answer(member, newCode)).ok.sharing.members[0]?.status).toBe('active');
  });

  it('unbinds at the core, frees the seat, and another owner may bind', async () => {
    const { who, relative, sharingId, memberId } = await bound();
    const ended = (await family.command(who, sharingId, { type: 'unbind', memberId })).ok;
    expect(ended.sharing.members[0]?.status).toBe('ended');
    expect((await family.relationsAtCore(relative)).every((relation) => relation.endedAt)).toBe(true);
    const other = await owner();
    await family.commit(other.who);
    expect((await family.add(other.who, relative, 'parent')).ok.nextStep.name).toBe('shareInvitation');
  });

  it('allocates and returns any amount that is there, and refuses more', async () => {
    const { who, sharingId } = await bound();
    const move = (direction: 'allocate' | 'return', amountFen: number, key?: string) =>
      house.call('funds.move', {
        token: who.token,
        params: { sharingId },
        body: { direction, amountFen },
        ...(key ? { key } : {}),
      });
    const key = crypto.randomUUID();
    const first = (await move('allocate', 30_000, key)).ok;
    expect(first).toMatchObject({ ownerBalanceFen: 70_000, familyAccountFen: 30_000 });
    const repeated = (await move('allocate', 30_000, key)).ok;
    expect(repeated).toMatchObject({ ownerBalanceFen: 70_000, familyAccountFen: 30_000 });
    expect(refusalOf(await move('allocate', 70_001))).toBe('BALANCE_TOO_SMALL');
    expect((await move('return', 12_345)).ok).toMatchObject({ ownerBalanceFen: 82_345, familyAccountFen: 17_655 });
    expect(refusalOf(await move('return', 17_656))).toBe('BALANCE_TOO_SMALL');
    expect((await move('allocate', 0)).status).toBe(400);
    expect((await house.call('funds.get', { token: who.token, params: { sharingId } })).ok.moves).toHaveLength(2);
  });

  it('refuses each case that the rules refuse, before and at the bind alike', async () => {
    const cases: [string, { who: SignedIn; relative: TestPerson; kinship?: 'parent' | 'sibling' }][] = [
      [
        'OWNER_INSURANCE_NOT_NORMAL',
        {
          who: (await owner({ insurances: [{ insutype: '310', status: '2', region: HERE }] })).who,
          relative: await parent(),
        },
      ],
      [
        'OWNER_NOT_EMPLOYEE_INSURED',
        { who: (await owner({ insurances: resident(HERE) })).who, relative: await parent() },
      ],
    ];
    const demo = await house.people();
    const byName = (name: string) => {
      const person = demo.find((each) => each.name === name);
      if (!person) throw new Error(`no demo person ${name}`);
      return person;
    };
    const { who } = await owner();
    cases.push(['MEMBER_HAS_OWNER', { who, relative: byName('周婷') }]);
    const isMemberElsewhere = await owner();
    const elsewhere = (await owner()).person;
    await post(`${house.simulators.core}/sim/relations`, {
      region: '620000',
      owner: elsewhere.certificateNumber,
      member: isMemberElsewhere.person.certificateNumber,
      kinship: 'sibling',
    });
    cases.push(['OWNER_HAS_RELATION', { who: isMemberElsewhere.who, relative: await parent() }]);
    for (const [code, { who: asked, relative, kinship = 'parent' }] of cases) {
      const preview = (
        await house.call('sharing.preview', {
          token: asked.token,
          body: { family: 'gansu', kinship, member: identityOf(relative) },
        })
      ).ok;
      expect(
        preview.refusals.map((refusal) => refusal.code),
        code,
      ).toContain(code);
      expect(preview).toMatchObject({ isPossible: false, nextStep: { name: 'notEligible' } });
      const refusal = preview.refusals.find((each) => each.code === code);
      expect(refusal?.next).toContain('12393');
      expect(refusal?.sourceTitle).toBeTruthy();
      await family.commit(asked);
      expect(refusalOf(await family.add(asked, relative, kinship)), code).toBe(code);
    }
  });

  it('refuses oneself, somebody twice, and an owner proven by phone only', async () => {
    const { who, person, relative } = await invited();
    expect(refusalOf(await family.add(who, person, 'parent'))).toBe('MEMBER_IS_OWNER');
    expect(refusalOf(await family.add(who, relative, 'parent'))).toBe('MEMBER_ALREADY_IN');
    const byPhone = await buildPerson(house, { region: HERE, age: 40 });
    const door = await house.signInByWechat();
    await house.proveBySms(door, { ...byPhone, region: '620000' });
    await family.commit(door);
    expect(refusalOf(await family.add(door, await parent(), 'parent'))).toBe('OWNER_PROOF_REQUIRED');
  });

  it('shows a sharing to nobody else', async () => {
    const { sharingId } = await bound();
    const stranger = (await owner()).who;
    expect((await family.get(stranger, sharingId)).status).toBe(404);
    expect((await house.call('funds.get', { token: stranger.token, params: { sharingId } })).status).toBe(404);
  });
});
