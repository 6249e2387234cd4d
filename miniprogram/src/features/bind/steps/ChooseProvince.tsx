import { Text, View } from '@tarojs/components';
import type { ClientPack } from '@/api';
import { DeskCard, ProblemNotice, StepHeader, Tappable } from '@/components';
import { chooseProvince } from '../../pack/packs';
import type { JourneyState } from '../use-journey';
import { STAGES } from './stages';

export function ChooseProvince({ journey, packs }: { journey: JourneyState; packs: ClientPack[] }) {
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={1}
        of={STAGES}
        title="职工医保在哪个省"
        explanation="指出钱的那位家人。各省规则不一样，先选省份。"
      />
      <View className="choices">
        {packs.map((pack) => (
          <Tappable
            key={pack.family}
            id={`bind-province-${pack.family}`}
            className={pack.isOpen.value ? 'choice' : 'choice choice--off'}
            onTap={() => {
              if (pack.isOpen.value) chooseProvince(pack.family);
              journey.go({ family: pack.family });
            }}
          >
            <View>
              {pack.words.region}
              {pack.isOpen.value ? null : <Text className="note">还没有开通</Text>}
            </View>
          </Tappable>
        ))}
      </View>
      <ProblemNotice problem={journey.problem} />
      <DeskCard title="没有您的省份" />
    </View>
  );
}
