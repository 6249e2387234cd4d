import { KINSHIP_WORDS } from '@gongji/shared/domain/kinship';
import { View } from '@tarojs/components';
import { ProblemNotice, StepHeader, Tappable } from '@/components';
import { Conditions } from '../Conditions';
import { OtherRole } from '../OtherRole';
import type { StepProps } from './props';
import { STAGE, STAGES } from './stages';

export function ChooseKinship({ journey, pack }: StepProps) {
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={STAGE.whom}
        of={STAGES}
        title="给谁用？TA 是您的"
        onBack={() => journey.go({ family: undefined })}
      />
      <View className="choices">
        {pack.kinships.value.map((kinship) => (
          <Tappable
            key={kinship}
            id={`bind-kinship-${kinship}`}
            role="radio"
            isOn={journey.draft.kinship === kinship}
            className={`choice${journey.draft.kinship === kinship ? ' choice--on' : ''}`}
            onTap={() => journey.go({ kinship })}
          >
            {KINSHIP_WORDS[kinship]}
          </Tappable>
        ))}
      </View>
      <ProblemNotice problem={journey.problem} pack={pack} />
      <OtherRole journey={journey} pack={pack} />
      <Conditions pack={pack} findings={journey.preview?.findings} />
    </View>
  );
}
