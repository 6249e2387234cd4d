import { certificateCheckDigit } from '@gongji/shared/domain/certificate';
import type { Kinship } from '@gongji/shared/domain/kinship';
import { packOfFamily } from '@gongji/shared/policy/index';
import { type Credential, post, type SignedIn, type TestHouse } from './test-house';

/** Somebody whom a simulated core knows, made for one test. */
export interface TestPerson extends Credential {
  phone: string;
  region: string;
}

let made = 0;
const SURNAMES = Array.from('赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨');
const GIVEN = Array.from('安博晨达恩帆国航吉康乐明宁鹏勤然思泰维欣宜哲');

/** A person of this age with a right check digit; by default employee insured in their region, normal, 1,000 yuan. */
export async function buildPerson(
  house: TestHouse,
  wish: {
    region: string;
    age: number;
    insurances?: { insutype: '310' | '390'; status: '1' | '2' | '4'; region: string }[];
    balanceFen?: number;
    /** False: the core knows nobody of that name. */
    isKnown?: boolean;
  },
): Promise<TestPerson> {
  made += 1;
  const { region, age } = wish;
  const year = new Date().getUTCFullYear() - age - 1;
  const day = String((made % 27) + 1).padStart(2, '0');
  const sequence = String((process.pid * 7 + made) % 1000).padStart(3, '0');
  // Born on 31 December's side of the year, so that the age holds all year long.
  const first17 = `${region.slice(0, 4)}${String(10 + (made % 80))}${year}12${day}${sequence}`;
  const name = `${SURNAMES[made % SURNAMES.length]}${GIVEN[made % GIVEN.length]}${GIVEN[(made * 7) % GIVEN.length]}`;
  const person: TestPerson = {
    name,
    certificateNumber: first17 + certificateCheckDigit(first17),
    phone: `1782${String(process.pid % 1000).padStart(3, '0')}${String(made).padStart(4, '0')}`,
    region,
  };
  if (wish.isKnown !== false) {
    const insurances = wish.insurances ?? [{ insutype: '310' as const, status: '1' as const, region }];
    const hasAccount = insurances.some(({ insutype }) => insutype === '310');
    await post(`${house.simulators.core}/sim/people`, {
      region: provinceOf(region),
      name: person.name,
      certificateNumber: person.certificateNumber,
      phone: person.phone,
      insurances,
      ...(hasAccount ? { balanceFen: wish.balanceFen ?? 100_000 } : {}),
    });
  }
  return person;
}

export const provinceOf = (region: string) => `${region.slice(0, 2)}0000`;
export const resident = (region: string) => [{ insutype: '390' as const, status: '1' as const, region }];
export const identityOf = ({ name, certificateNumber }: Credential): Credential => ({ name, certificateNumber });

/** What a family does in tests, through the API alone. */
export function familyIn(house: TestHouse, family: string) {
  const pack = packOfFamily(family);
  if (!pack) throw new Error(`no pack ${family}`);
  const { call } = house;
  return {
    pack,
    /** Confirms the pack's commitment, where it has one. */
    async commit(owner: SignedIn) {
      const textHash = pack.documents.commitment?.hash;
      if (textHash)
        void (await call('sharing.acceptCommitment', { token: owner.token, body: { family, textHash } })).ok;
    },
    add: (
      owner: SignedIn,
      member: Credential,
      kinship: Kinship,
      extra: { key?: string; guardianConsentHash?: string } = {},
    ) =>
      call('sharing.addMember', {
        token: owner.token,
        ...(extra.key ? { key: extra.key } : {}),
        body: {
          family,
          kinship,
          member: identityOf(member),
          ...(extra.guardianConsentHash ? { guardianConsentHash: extra.guardianConsentHash } : {}),
        },
      }),
    guardianConsentHash: pack.documents.guardianConsent?.hash ?? '',
    answer: (member: SignedIn, code: string, answer: 'agree' | 'decline' = 'agree') =>
      call('invitation.answer', { token: member.token, params: { code }, body: { answer } }),
    command: (
      who: SignedIn,
      sharingId: string,
      command: { type: 'unbind' | 'leave' | 'cancelInvitation' | 'renewInvitation'; memberId: string },
    ) => call('sharing.command', { token: who.token, params: { sharingId }, body: { command } }),
    get: (who: SignedIn, sharingId: string) => call('sharing.get', { token: who.token, params: { sharingId } }),
    /** Relations that the simulated core holds for this certificate number now. */
    async relationsAtCore(person: TestPerson): Promise<{ relationId: string; endedAt?: string }[]> {
      const region = provinceOf(person.region);
      const people = await (
        await fetch(`${house.simulators.core}/counter/people?region=${region}&q=${person.certificateNumber}`)
      ).json();
      const psnNo = (people as { people: { psnNo: string }[] }).people[0]?.psnNo;
      const all = await (await fetch(`${house.simulators.core}/sim/relations?region=${region}`)).json();
      return (
        all as { relations: { relationId: string; ownerPsnNo: string; memberPsnNo: string; endedAt?: string }[] }
      ).relations.filter((each) => each.ownerPsnNo === psnNo || each.memberPsnNo === psnNo);
    },
    /** Waits until `look` answers; fails after five seconds. */
    async until<T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> {
      for (let tries = 0; tries < 100; tries += 1) {
        const seen = await look();
        if (seen) return seen;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`never came true: ${what}`);
    },
  };
}
