import { z } from 'zod';
import { ALLOCATE_CAUSE, familyAccount, personalAccount } from '../ledger';
import { fenOf, yuanOf } from '../money-wire';
import { CoreRefusal } from '../refusal';
import { packOf } from '../rules';
import { hasPersonalAccount } from '../state';
import { defineMessage } from './message';

/** GJ04: moves money between the owner's account and the family account (only where the province allocates). */
export const moveFundsMessage = defineMessage({
  infno: 'GJ04',
  callers: ['app'],
  isWrite: true,
  input: z.object({
    ow_psn_no: z.string(),
    drtn: z.enum(['1', '2']),
    amt: z.union([z.string(), z.number()]),
    biz_sn: z.string().min(1).max(100),
  }),
  work({ ow_psn_no, drtn, amt, biz_sn }, { core, draft }) {
    if (packOf(core, draft.at).funding.value !== 'allocation') {
      throw new CoreRefusal('FUNDING_NOT_OPEN', '本省家庭共济不设家庭共济账户，无需划拨');
    }
    const owner = core.person(ow_psn_no);
    const amountFen = fenOf(amt);
    if (amountFen === undefined || amountFen <= 0)
      throw new CoreRefusal('AMOUNT_INVALID', '划拨金额应大于零，最多两位小数');
    const isAllocating = drtn === '1';
    if (isAllocating && !core.relationsOf(owner.psnNo).some((relation) => relation.ownerPsnNo === owner.psnNo)) {
      throw new CoreRefusal('NO_RELATION', '尚未建立家庭共济关系，不能划拨');
    }
    if (isAllocating && !owner.insurances.some(({ insutype, status }) => insutype === '310' && status === '1')) {
      throw new CoreRefusal('OWNER_NOT_INSURED', '职工医保状态不正常，不能划拨');
    }
    const [from, to] = isAllocating
      ? [personalAccount(owner.psnNo), familyAccount(owner.psnNo)]
      : [familyAccount(owner.psnNo), personalAccount(owner.psnNo)];
    if (core.balanceFen(from) < amountFen) {
      throw new CoreRefusal('BALANCE_TOO_SMALL', isAllocating ? '个人账户余额不足' : '家庭共济账户余额不足');
    }
    draft.post(`${isAllocating ? ALLOCATE_CAUSE : 'return:'}${biz_sn}`, [
      { account: from, amountFen: -amountFen },
      { account: to, amountFen },
    ]);
    return { setl_time: draft.at };
  },
});

/** GJ05: the owner's balance and what stands in the family account now. */
export const fundsMessage = defineMessage({
  infno: 'GJ05',
  callers: ['app'],
  isWrite: false,
  input: z.object({ ow_psn_no: z.string() }),
  work({ ow_psn_no }, { core, draft }) {
    const owner = core.person(ow_psn_no);
    if (!hasPersonalAccount(owner)) throw new CoreRefusal('NO_PERSONAL_ACCOUNT', '该人员没有职工医保个人账户');
    return {
      balc: yuanOf(core.balanceFen(personalAccount(owner.psnNo))),
      fam_balc: yuanOf(core.balanceFen(familyAccount(owner.psnNo))),
      query_time: draft.at,
    };
  },
});
