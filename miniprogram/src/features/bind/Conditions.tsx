import { Text, View } from '@tarojs/components';
import { dayInWords } from '@gongji/shared/domain/civil-day';
import { KINSHIP_WORDS } from '@gongji/shared/domain/kinship';
import type { ClientPack, Finding } from '@/api';
import { Icon, type IconName } from '@/components';

const LOOKS: Record<Finding['status'], { icon: IconName; words: string }> = {
  pass: { icon: 'check', words: '符合' },
  fail: { icon: 'cross', words: '不符合' },
  unknown: { icon: 'clock', words: '稍后核对' },
};

/** Who can and who cannot, told before anybody fills in a form. Findings are the server's; without them the pack speaks. */
export function Conditions({ pack, findings }: { pack: ClientPack; findings?: Finding[] }) {
  const keys = findings && findings.length > 0 ? findings.map((finding) => finding.sourceKey) : [pack.kinships.source];
  const sources = [...new Set(keys)].map((key) => pack.sources[key]).filter((source) => source !== undefined);
  const isOurs = findings?.some((finding) => finding.basis === 'ours') ?? false;
  return (
    <View className="card" data-testid="conditions">
      <View className="strong">办理条件</View>
      {findings && findings.length > 0 ? (
        findings.map((finding) => (
          <View className={`finding finding--${finding.status}`} key={finding.check} data-testid={`finding-${finding.check}`}>
            <Icon name={LOOKS[finding.status].icon} />
            <View className="grow">
              <Text className="text">{finding.rule}</Text>
              <Text className="note">
                {LOOKS[finding.status].words}
                {finding.basis === 'ours' ? '（原文没有写明，是我们的理解）' : ''}
              </Text>
            </View>
          </View>
        ))
      ) : (
        <Text className="text">可以共济的家人：{pack.kinships.value.map((kinship) => KINSHIP_WORDS[kinship]).join('、')}</Text>
      )}
      {sources.map((source) => (
        <Text className="note" key={source.title}>
          依据：{source.publisher}《{source.title}》，{dayInWords(source.publishedOn)}
        </Text>
      ))}
      {isOurs ? <Text className="note">拿不准的，请以窗口答复为准。</Text> : null}
    </View>
  );
}
