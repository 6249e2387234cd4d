import { momentInWords } from '@gongji/shared/domain/civil-day';
import { readableFen } from '@gongji/shared/domain/money';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { SettlementView } from '@/api';
import { Pair, Tag, Tappable } from '@/components';

const TONES = { settled: 'good', cancelled: 'plain', reversed: 'plain', sharingFailed: 'danger' } as const;

/** One bill: the short story first, every part of the sum on a tap. */
export function RecordCard({ record }: { record: SettlementView }) {
  const [isOpen, setOpen] = useState(false);
  const isVoid = record.status === 'cancelled' || record.status === 'reversed';
  return (
    <View className="card" data-testid={`record-${record.status}`}>
      <Tappable id={`record-open-${record.settlementId}`} onTap={() => setOpen(!isOpen)}>
        <View className="row row--top">
          <View className="grow">
            <Text className="text strong">{record.institutionName}</Text>
            <Text className="note">{momentInWords(record.settledAt)}</Text>
          </View>
          <Tag tone={TONES[record.status]}>{record.statusWord}</Tag>
        </View>
        <View className="row" style={{ marginTop: '8px' }}>
          <Text>{headline(record)}</Text>
          <Text className="amount" style={isVoid ? { textDecoration: 'line-through' } : {}}>
            {readableFen(record.myRole === 'owner' ? record.paidByMeFen : record.sharedFen)} 元
          </Text>
        </View>
        <Text className="note">{isOpen ? '收起明细' : '看明细'}</Text>
      </Tappable>
      {isOpen ? <Parts record={record} /> : null}
      {isVoid ? <Text className="note">这笔已撤销，钱已退回原来的账户。</Text> : null}
    </View>
  );
}

function headline(record: SettlementView): string {
  if (record.myRole === 'owner') return `${record.memberMaskedName}用了我的钱`;
  const names = record.ownerMaskedNames.join('、');
  return record.sharedFen > 0 && names !== '' ? `${names}帮我付了` : '没有用到共济的钱';
}

function Parts({ record }: { record: SettlementView }) {
  return (
    <View style={{ marginTop: '8px' }} data-testid="record-parts">
      <Pair name="看病的人">{record.memberMaskedName}</Pair>
      {record.ownerMaskedNames.length > 0 ? <Pair name="谁付的">{record.ownerMaskedNames.join('、')}</Pair> : null}
      <Pair name="总费用">{readableFen(record.totalFen)} 元</Pair>
      <Pair name="医保统筹基金付">{readableFen(record.fundFen)} 元</Pair>
      <Pair name="看病的人自己的账户付">{readableFen(record.ownAccountFen)} 元</Pair>
      <Pair name="家庭共济付">{readableFen(record.sharedFen)} 元</Pair>
      <Pair name="现金付">{readableFen(record.cashFen)} 元</Pair>
      {record.because.map((reason) => (
        <Text className="note" key={reason.code}>
          {reason.words}
        </Text>
      ))}
    </View>
  );
}
