import type { Kinship } from '../../domain/kinship';
import { KINSHIPS } from '../../domain/kinship';
import type { Rule, Source } from '../pack';

/** The eight kinds of near relatives. */
export const EIGHT_KINDS: readonly Kinship[] = KINSHIPS;

/** Makes the leaves of one source: `says` = the source states it; `ours` = our own reading, to be checked by an operator. */
export function leavesOf(source: string): {
  says: <T>(value: T, note?: string) => Rule<T>;
  ours: <T>(value: T, note: string) => Rule<T>;
} {
  return {
    says: (value, note) => ({ value, source, basis: 'source', ...(note === undefined ? {} : { note }) }),
    ours: (value, note) => ({ value, source, basis: 'ours', note }),
  };
}

/** The law behind a guardian's consent and behind "a face must not be the only way". */
export const LAW_SOURCES: Record<'PIPL' | 'FACE', Source> = {
  PIPL: {
    title: '中华人民共和国个人信息保护法',
    publisher: '全国人民代表大会常务委员会',
    publishedOn: '2021-08-20',
    note: '不满十四周岁未成年人的个人信息属于敏感个人信息，处理前要取得监护人的单独同意。',
  },
  FACE: {
    title: '人脸识别技术应用安全管理办法',
    publisher: '国家互联网信息办公室、公安部',
    publishedOn: '2025-03',
    note: '2025年6月1日起施行。人脸识别不能是唯一的验证方式，要给出别的办法（例如到窗口）。',
  },
};

/** The fullest list of what the account money may pay, used where a province's own text is silent. */
export const SCOPE_SOURCE: Source = {
  title: '个人账户家庭共济政策问答',
  publisher: '江苏省一个区级医疗保障部门',
  publishedOn: '2025-07-23',
  note: '外省材料，列得最全；本省材料没有写到的支付范围参考它。',
};
