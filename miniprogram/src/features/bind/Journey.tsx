import { View } from '@tarojs/components';
import { useEffect, useRef } from 'react';
import { ProblemView, Skeleton } from '@/components';
import { scrollToTop } from '@/platform';
import { isTooNew, packOf, usePacks } from '../pack/packs';
import { Outcome } from './Outcome';
import { ChooseKinship } from './steps/ChooseKinship';
import { ChooseProvince } from './steps/ChooseProvince';
import { ChooseWindow } from './steps/ChooseWindow';
import { Confirm } from './steps/Confirm';
import { ProveSelf, SignInFirst } from './steps/Doors';
import { EnterMember } from './steps/EnterMember';
import { MemberWay } from './steps/MemberWay';
import { NotEligible } from './steps/NotEligible';
import { NotOpen } from './steps/NotOpen';
import type { StepProps } from './steps/props';
import { ReadText } from './steps/ReadText';
import { UnknownStep } from './steps/UnknownStep';
import { type JourneyState, useJourney } from './use-journey';

/** Draws the screen that the server's nextStep names. A name that this client does not know is answered with "please update". */
export function Journey({ family }: { family?: string }) {
  const journey = useJourney(family);
  const packs = usePacks();
  const { province, draft, go, step } = journey;
  // The province that was chosen on the first screen is not asked for again, unless the person goes back to that question.
  const isKnownProvince = packOf(packs.value, province)?.isOpen.value === true;
  const isSettled = useRef(draft.family !== undefined);
  useEffect(() => {
    if (isSettled.current || !province || !isKnownProvince) return;
    isSettled.current = true;
    go({ family: province });
  }, [province, isKnownProvince, go]);

  const stepName = step?.name;
  useEffect(() => {
    if (stepName) scrollToTop();
  }, [stepName]);

  if (!packs.value) {
    return packs.problem ? <ProblemView problem={packs.problem} onRetry={packs.reload} /> : <Skeleton />;
  }
  const pack = packOf(packs.value, draft.family);
  if (pack && isTooNew(pack)) return <UnknownStep pack={pack} />;
  if (pack && !pack.isOpen.value) return <NotOpen pack={pack} onBack={journey.restart} />;
  if (!step) {
    const problem = journey.problem ?? journey.refreshProblem;
    return problem ? <ProblemView problem={problem} pack={pack} onRetry={journey.refresh} /> : <Skeleton />;
  }
  if (step.name === 'chooseProvince' || !pack) return <ChooseProvince journey={journey} packs={packs.value} />;
  return (
    <View key={step.name}>
      <StepScreen journey={journey} pack={pack} step={step} />
    </View>
  );
}

function StepScreen({ journey, pack, step }: StepProps & { step: NonNullable<JourneyState['step']> }) {
  switch (step.name) {
    case 'memberWay':
      return <MemberWay journey={journey} pack={pack} />;
    case 'signIn':
      return <SignInFirst journey={journey} pack={pack} />;
    case 'proveSelf':
      return <ProveSelf journey={journey} pack={pack} proof={step.proof ?? 'phone'} />;
    case 'chooseKinship':
      return <ChooseKinship journey={journey} pack={pack} />;
    case 'enterMember':
      return <EnterMember journey={journey} pack={pack} />;
    case 'chooseWindow':
      return <ChooseWindow journey={journey} pack={pack} />;
    case 'notEligible':
      return <NotEligible journey={journey} pack={pack} />;
    case 'readCommitment':
    case 'guardianConsent':
      return step.textHash ? (
        <ReadText key={step.textHash} journey={journey} pack={pack} kind={step.name} textHash={step.textHash} />
      ) : (
        <UnknownStep pack={pack} />
      );
    case 'confirm':
      return <Confirm journey={journey} pack={pack} />;
    case 'outcome':
      return <Outcome journey={journey} pack={pack} />;
    default:
      return <UnknownStep pack={pack} />;
  }
}
