import { View } from '@tarojs/components';
import { BottomBar, Button, RefusalView, StepHeader } from '@/components';
import { open, paths } from '@/platform';
import { Conditions } from '../Conditions';
import type { StepProps } from './props';
import { STAGE, STAGES } from './stages';

export function NotEligible({ journey, pack }: StepProps) {
  const hasMember = journey.draft.member !== undefined || journey.draft.kinship !== undefined;
  return (
    <View className="stack stack--wide">
      <StepHeader
        place={STAGE.whom}
        of={STAGES}
        title="现在还不能办"
        explanation="没有提交任何申请。您填的内容只在这部手机上留一天。"
      />
      <RefusalView refusals={journey.preview?.refusals ?? []} pack={pack} />
      <Conditions pack={pack} findings={journey.preview?.findings} />
      <BottomBar rows={hasMember ? 2 : 1}>
        {hasMember ? (
          <Button
            id="not-eligible-change"
            onTap={() => journey.go({ kinship: undefined, member: undefined, guardianConsentHash: undefined })}
          >
            换一位家人，或者改一下
          </Button>
        ) : null}
        <Button id="not-eligible-search" kind={hasMember ? 'quiet' : 'primary'} onTap={() => open(paths.search)}>
          搜一搜怎么办
        </Button>
      </BottomBar>
    </View>
  );
}
