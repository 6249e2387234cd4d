import { dayInWords } from '@gongji/shared/domain/civil-day';
import { Text, View } from '@tarojs/components';
import type { ClientPack, Refusal } from '@/api';
import { DeskCard } from './DeskCard';
import { Icon } from './Icon';

/** 'why, what next, who says so' of one refusal, in the pack's own source. */
function RefusalCard({ refusal, pack }: { refusal: Refusal; pack?: ClientPack }) {
  const source = refusal.sourceKey ? pack?.sources[refusal.sourceKey] : undefined;
  // The rule's sentence may end with its own source: that part is shown smaller, and not twice.
  const [why, basis] = refusal.because.split(/依据：|依據：/);
  const title = source
    ? `${source.publisher}《${source.title}》，${dayInWords(source.publishedOn)}`
    : refusal.sourceTitle;
  return (
    <View className="card" data-testid={`refusal-${refusal.code}`}>
      <View className="row row--top">
        <View style={{ color: 'var(--danger)' }}>
          <Icon name="alert" />
        </View>
        <View className="grow lead">{why}</View>
      </View>
      <View className="note strong" style={{ marginTop: '12px' }}>
        接下来怎么办
      </View>
      <Text className="text">{refusal.next}</Text>
      {basis || title ? (
        <Text className="note" style={{ marginTop: '12px' }}>
          依据：{basis ?? title}
          {refusal.basis === 'ours' ? '（原文没有写明，这是我们的理解，请以窗口答复为准）' : ''}
        </Text>
      ) : null}
    </View>
  );
}

/** Every refusal screen: why, the next step, its source, the hotline and the window. Never a dead end. */
export function RefusalView({ refusals, pack }: { refusals: Refusal[]; pack?: ClientPack }) {
  return (
    <View data-testid="refusals">
      {refusals.map((refusal) => (
        <RefusalCard key={`${refusal.code}-${refusal.because}`} refusal={refusal} pack={pack} />
      ))}
      <View style={{ marginTop: '12px' }}>
        <DeskCard pack={pack} title="也可以找人帮忙" />
      </View>
    </View>
  );
}
