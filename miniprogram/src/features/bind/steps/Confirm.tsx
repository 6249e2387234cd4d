import { View } from '@tarojs/components';
import { BottomBar, Button, DeskCard, ProblemNotice, StepHeader } from '@/components';
import { LastLook, sendWords } from '../LastLook';
import { useSubmit } from '../use-submit';
import type { StepProps } from './props';
import { STAGE, STAGES } from './stages';

/** A last look; then the bind or the invitation. Where a text was to be read, its page is the last one instead. */
export function Confirm({ journey, pack }: StepProps) {
  const { submit, window } = useSubmit(journey, pack);
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={STAGE.confirm}
        of={STAGES}
        title="最后看一眼"
        onBack={() => journey.go({ member: undefined, guardianConsentHash: undefined })}
      />
      <LastLook journey={journey} pack={pack} window={window} />
      <ProblemNotice problem={journey.problem} pack={pack} />
      <DeskCard pack={pack} />
      <BottomBar>
        <Button
          id="bind-confirm"
          isBusy={journey.isBusy}
          busyWords="正在提交，请不要关闭…"
          onTap={() => journey.run(submit)}
        >
          {sendWords({ journey, pack })}
        </Button>
      </BottomBar>
    </View>
  );
}
