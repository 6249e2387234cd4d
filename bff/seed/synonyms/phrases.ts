import type { SynonymGroup } from '../../src/modules/search/lexicon';

/** Turns of speech that no list of words can hold; each adds a meaning to a group of the other files. */
export const phrases: Record<string, readonly string[]> = {
  sharing: [
    '(让|给|帮).{1,6}(用|花|付|交|刷).{0,6}(我|自己).{0,4}(钱|余额|账户|医保)',
    '(用|花|刷)(得|到|上|不)?.{0,2}(我|他|她|爸|妈|老公|老婆|儿子|女儿|家人|家里人|家里)的?.{0,4}(钱|余额|账户)',
    '(医保|账户|卡).{0,3}(钱|余额).{0,4}(给|帮).{1,5}(用|花|付|看病|买药)',
  ],
  lend: ['(拿|用|刷|借)(了)?(我|他|她|别人|家人|爸|妈|爸爸|妈妈|老公|老婆|孩子|朋友|亲戚|老人)的?(医保|社保)?(卡|码)'],
  delegate: [
    '(让|找|请|叫).{1,5}(帮|替|代|去).{0,4}(办|弄|领|交)',
    '(本人|自己|我|老人).{0,3}(来不了|去不了|不在|到不了|没空|没时间)',
  ],
  elsewhere: [
    '(不在|不是)(同)?(一|1)?个?(省|市|地方|城市)',
    '(到|去|在)(北京|上海|广州|深圳|天津|西安|成都|杭州|南京|武汉|郑州|重庆|外面|别处).{0,3}(看病|住院|手术|就医|治|做|看|检查)',
  ],
  unemployment: ['被.{0,4}(裁|辞退|开除|炒)', '(公司|单位|厂子).{0,2}(倒闭|不要我|黄了)'],
  cash: ['(变|换|取|提|套|弄)(成|出|出来)?.{0,2}(现金|现钱)', '(钱|余额).{0,4}(取|拿|提|套)(得)?(出来|走|现)'],
  fail: ['还(是)?(要|得|让).{0,4}(自己|自费|现金|掏)', '(怎么|为啥|为什么).{0,4}(没|不)(扣|付|刷|用|给)'],
  move: ['(换|到|去|转).{0,5}(省|城市|地方|公司|单位).{0,3}(上班|工作|就业)', '跳槽'],
  order: ['(先|会|是|到底)(用|扣|花|刷|付).{0,4}(谁|哪个|哪一个|哪位)', '(谁|哪个)的.{0,3}先'],
  many: ['(能|可以|最多|够).{0,4}(绑|加|带|添加).{0,3}(几|多少|两|3|4|5|6|7|8|9)'],
  decline: ['(没|未)(经过?)?我.{0,2}(同意|允许|答应)', '(不是|没有?)我.{0,3}(办|绑|弄|操作|点)'],
  hotline: ['(打|拨)(哪个|什么|多少)?.{0,2}(号|电话)', '(有|遇到)问题.{0,3}(找|问|打)'],
  dead: ['(老人|爸|妈|父亲|母亲|爷爷|奶奶|家人|人)(已经)?(走了|没了|不在了|过世|去世)'],
  less: ['(变|少|缩)(少|了一半|水|很多)', '(怎么|为什么|为啥).{0,10}(少|变低)了?'],
};

/** Adds the patterns to their groups. Throws where a group is missing, since its patterns would silently do nothing. */
export function withPhrases(groups: readonly SynonymGroup[]): SynonymGroup[] {
  const ids = new Set(groups.map(({ id }) => id));
  for (const id of Object.keys(phrases)) if (!ids.has(id)) throw new Error(`no synonym group ${id}`);
  return groups.map((group) => {
    const added = phrases[group.id];
    return added ? { ...group, patterns: [...(group.patterns ?? []), ...added] } : group;
  });
}
