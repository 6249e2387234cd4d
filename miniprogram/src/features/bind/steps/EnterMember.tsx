import { KINSHIP_WORDS } from '@gongji/shared/domain/kinship';
import { View } from '@tarojs/components';
import { BottomBar, Button, DeskCard, ProblemNotice, StepHeader, useLastQuestion } from '@/components';
import { IdentityForm } from '../../prove/IdentityForm';
import { readIdentity } from '../../prove/identity';
import { Conditions } from '../Conditions';
import type { StepProps } from './props';
import { STAGE, STAGES } from './stages';

export function EnterMember({ journey, pack }: StepProps) {
  const { typed, kinship } = journey.draft;
  const [isLast, setLast] = useLastQuestion();
  const reading = readIdentity(typed.name, typed.certificateNumber);
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={STAGE.whom}
        of={STAGES}
        title={kinship ? `填写${KINSHIP_WORDS[kinship]}的信息` : '填写家人的信息'}
        explanation="只用来向医保系统核对，不会给别人看。"
        onBack={() => journey.go({ kinship: undefined, member: undefined })}
      />
      <IdentityForm
        idPrefix="bind"
        name={typed.name}
        certificateNumber={typed.certificateNumber}
        onType={journey.type}
        onLast={setLast}
      />
      <ProblemNotice problem={journey.problem} pack={pack} />
      <Conditions pack={pack} findings={journey.preview?.findings} />
      <DeskCard pack={pack} />
      {isLast ? (
        <BottomBar>
          <Button
            id="bind-next"
            isOff={!reading.identity}
            isBusy={journey.isBusy}
            busyWords="正在核对…"
            onTap={() => journey.go({ member: reading.identity })}
          >
            {reading.identity ? '核对能不能办' : '填好姓名和身份证号再核对'}
          </Button>
        </BottomBar>
      ) : null}
    </View>
  );
}
