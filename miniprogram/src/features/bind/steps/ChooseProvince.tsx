import { View } from '@tarojs/components';
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
            className="choice"
            onTap={() => {
              chooseProvince(pack.family);
              journey.go({ family: pack.family });
            }}
          >
            {pack.words.region}
          </Tappable>
        ))}
      </View>
      <ProblemNotice problem={journey.problem} />
      <DeskCard title="没有您的省份" />
    </View>
  );
}
