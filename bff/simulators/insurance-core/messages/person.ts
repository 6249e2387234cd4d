import { normaliseCertificate } from '@gongji/shared/domain/certificate';
import { z } from 'zod';
import type { Core } from '../core';
import { personalAccount } from '../ledger';
import { yuanOf } from '../money-wire';
import { CoreRefusal } from '../refusal';
import type { PersonRecord } from '../state';
import { defineMessage } from './message';

const certificate = z.string().transform(normaliseCertificate);

/** 1101: a person by certificate number, and by name where one is given. */
export const personMessage = defineMessage({
  infno: '1101',
  callers: ['app', 'institution'],
  isWrite: false,
  input: z.object({
    data: z.object({ psn_cert_type: z.literal('01'), certno: certificate, psn_name: z.string().optional() }),
  }),
  work({ data }, { core }) {
    const person = found(core, data.certno, data.psn_name);
    return {
      baseinfo: {
        psn_no: person.psnNo,
        psn_cert_type: '01',
        certno: person.certificateNumber,
        psn_name: person.name,
        gend: person.sex === 'male' ? '1' : '2',
        brdy: person.birthOn,
      },
      insuinfo: person.insurances.map((insurance) => ({
        insutype: insurance.insutype,
        psn_insu_stas: insurance.status,
        insuplc_admdvs: insurance.region,
        ...(insurance.insutype === '310' ? { balc: yuanOf(core.balanceFen(personalAccount(person.psnNo))) } : {}),
      })),
    };
  },
});

/** GJ06: the phone number that the core holds; name and number must both fit. */
export const contactPhoneMessage = defineMessage({
  infno: 'GJ06',
  callers: ['app'],
  isWrite: false,
  input: z.object({ certno: certificate, psn_name: z.string() }),
  work({ certno, psn_name }, { core }) {
    const { phone } = found(core, certno, psn_name);
    return phone === undefined ? {} : { tel: phone };
  },
});

function found(core: Core, certificateNumber: string, name: string | undefined): PersonRecord {
  const person = core.personByCertificate(certificateNumber);
  if (!person || (name !== undefined && person.name !== name)) {
    throw new CoreRefusal('PERSON_NOT_FOUND', '没有查到与该证件号码和姓名相符的人员');
  }
  return person;
}
