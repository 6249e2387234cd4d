import { dayInWords } from '@gongji/shared/domain/civil-day';
import { KINSHIP_WORDS } from '@gongji/shared/domain/kinship';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { ClientPack, Finding } from '@/api';
import { Icon, type IconName, Tappable } from '@/components';

const LOOKS: Record<Finding['status'], { icon: IconName; words: string }> = {
  pass: { icon: 'check', words: '符合' },
  fail: { icon: 'cross', words: '不符合' },
  unknown: { icon: 'clock', words: '稍后核对' },
};
const ORDER: Finding['status'][] = ['fail', 'unknown', 'pass'];

/** Who can and who cannot, told before anybody fills in a form. Findings are the server's; without them the pack speaks. */
export function Conditions({ pack, findings = [] }: { pack: ClientPack; findings?: Finding[] }) {
  return (
    <View className="card" data-testid="conditions">
      <View className="strong" style={{ marginBottom: '8px' }}>
        办理条件
      </View>
      {findings.length > 0 ? (
        <Findings findings={findings} />
      ) : (
        <Text className="text">
          可以共济的家人：{pack.kinships.value.map((kinship) => KINSHIP_WORDS[kinship]).join('、')}
        </Text>
      )}
      <Sources pack={pack} findings={findings} />
    </View>
  );
}

/** What fails comes first, then what is still to be checked; what is fulfilled is counted and opens on a tap. */
function Findings({ findings }: { findings: Finding[] }) {
  const [showsPassed, setShowsPassed] = useState(false);
  const passed = findings.filter(({ status }) => status === 'pass').length;
  // Before the owner's insurance is known, what "passes" is only what the rule does not ask.
  const isAsked = !findings.some(({ check, status }) => check === 'ownerInsured' && status === 'unknown');
  const wordsOfPass = isAsked ? LOOKS.pass.words : '不用核对';
  const shown = ORDER.flatMap((status) => findings.filter((finding) => finding.status === status)).filter(
    ({ status }) => showsPassed || status !== 'pass',
  );
  return (
    <View>
      {shown.map((finding) => (
        <View
          className={`finding finding--${finding.status}`}
          key={finding.check}
          data-testid={`finding-${finding.check}`}
        >
          <Icon name={LOOKS[finding.status].icon} />
          <View className="grow">
            <Text className="text">{finding.rule}</Text>
            <Text className="note">
              {finding.status === 'pass' ? wordsOfPass : LOOKS[finding.status].words}
              {finding.basis === 'ours' ? '（原文没有写明，是我们的理解）' : ''}
            </Text>
          </View>
        </View>
      ))}
      {passed > 0 ? (
        <Tappable className="link" id="conditions-passed" onTap={() => setShowsPassed(!showsPassed)}>
          <Icon name="check" />
          <Text style={{ marginLeft: '8px' }}>{passedWords(isAsked, showsPassed, passed)}</Text>
        </Tappable>
      ) : null}
    </View>
  );
}

function passedWords(isAsked: boolean, isOpen: boolean, count: number): string {
  if (isAsked) return isOpen ? '收起已符合的' : `已符合 ${count} 条，点开看`;
  return isOpen ? '收起不用核对的' : `另有 ${count} 条不用核对，点开看`;
}

function Sources({ pack, findings }: { pack: ClientPack; findings: Finding[] }) {
  const keys = findings.length > 0 ? findings.map((finding) => finding.sourceKey) : [pack.kinships.source];
  const sources = [...new Set(keys)].flatMap((key) => pack.sources[key] ?? []);
  return (
    <View style={{ marginTop: '8px' }}>
      {sources.map((source) => (
        <Text className="note" key={source.title}>
          依据：{source.publisher}《{source.title}》，{dayInWords(source.publishedOn)}
        </Text>
      ))}
    </View>
  );
}
