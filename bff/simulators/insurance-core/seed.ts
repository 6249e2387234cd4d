import { checkCertificate } from '@gongji/shared/domain/certificate';
import { SimulatorRefusal } from '../server/app';
import { type Core, Draft } from './core';
import { CONTRIBUTIONS, personalAccount } from './ledger';
import { addRelation } from './messages/relations';
import { DEMO_PEOPLE } from './people/people';
import type { Insurance, PersonRecord } from './state';

export interface NewPerson {
  name: string;
  certificateNumber: string;
  phone?: string;
  insurances: Insurance[];
  balanceFen?: number;
  interesting?: string;
}

/** Demo people (and what is bound elsewhere) that this core does not hold yet; a second start adds nothing. */
export function seedDemo(core: Core, now: string): void {
  const demo = DEMO_PEOPLE[core.region];
  if (!demo) return;
  for (const person of demo.people) {
    if (core.personByCertificate(person.certificateNumber)) continue;
    const draft = new Draft(now);
    addPerson(core, draft, person);
    core.commit(draft);
  }
  for (const bound of demo.boundElsewhere) {
    const owner = core.personByCertificate(bound.ownerCertificateNumber);
    const member = core.personByCertificate(bound.memberCertificateNumber);
    if (!owner || !member) throw new Error('a relation bound elsewhere names nobody');
    const pair = { ownerPsnNo: owner.psnNo, memberPsnNo: member.psnNo };
    // Once only, whatever became of it later: ended by a person, it must not come back at the next start.
    const isKnown = [...core.state.relations.values()].some(
      (relation) => relation.ownerPsnNo === pair.ownerPsnNo && relation.memberPsnNo === pair.memberPsnNo,
    );
    if (isKnown) continue;
    const draft = new Draft(now);
    addRelation(draft, { ...pair, kinship: bound.kinship, boundAt: bound.boundAt });
    core.commit(draft);
  }
}

/** Puts a new person, and the opening balance of a personal account, into the draft. Throws SimulatorRefusal for a wrong number. */
export function addPerson(core: Core, draft: Draft, fields: NewPerson): PersonRecord {
  const reading = checkCertificate(fields.certificateNumber);
  if (!reading.ok) throw new SimulatorRefusal(400, `certificateNumber: ${reading.refusal.code}`);
  const { certificateNo, birthOn, sex } = reading.value;
  if (core.personByCertificate(certificateNo)) throw new SimulatorRefusal(409, 'this certificate number is taken');
  const { name, phone, insurances, interesting } = fields;
  const person: PersonRecord = {
    psnNo: core.nextPsnNo(),
    certificateNumber: certificateNo,
    name,
    sex,
    birthOn,
    insurances,
    ...(phone === undefined ? {} : { phone }),
    ...(interesting === undefined ? {} : { interesting }),
  };
  draft.put({ kind: 'person', person });
  setBalance(core, draft, person.psnNo, fields.balanceFen ?? 0);
  return person;
}

/** Brings a personal account to a balance by an entry against contributions. */
export function setBalance(core: Core, draft: Draft, psnNo: string, balanceFen: number): void {
  const differenceFen = balanceFen - core.balanceFen(personalAccount(psnNo));
  draft.post(`contribution:${psnNo}`, [
    { account: CONTRIBUTIONS, amountFen: -differenceFen },
    { account: personalAccount(psnNo), amountFen: differenceFen },
  ]);
}
