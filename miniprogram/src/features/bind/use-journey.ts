import { useDidHide, useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call, type Preview, type Step } from '@/api';
import { open, paths } from '@/platform';
import { useAction } from '../loading';
import { useProvince } from '../pack/packs';
import { useSession } from '../session/use-session';
import { type WindowChoice, windowOf } from '../sharing/window-choice';
import { type BindDraft, EMPTY_DRAFT, forgetDraft, readDraft, writeDraft } from './draft';

/** What the server is asked: the part of the draft that rules look at. */
function questionOf(draft: BindDraft & { family: string }) {
  const window = draft.isWindowChosen && draft.window ? windowOf(draft.window, new Date().toISOString()) : undefined;
  return {
    family: draft.family,
    ...(draft.kinship ? { kinship: draft.kinship } : {}),
    ...(draft.member ? { member: draft.member } : {}),
    ...(window ? { window } : {}),
    ...(draft.guardianConsentHash ? { hasGuardianConsent: true } : {}),
  };
}

/**
 * The way to a bind. The first choice is made here; from then on every screen is the server's `nextStep` for what
 * has been chosen and proven so far. `go` changes the draft and moves on only when the server has answered.
 */
export function useJourney(family?: string) {
  const province = useProvince();
  const tokens = useSession();
  const [draft, setDraft] = useState<BindDraft>(() => {
    const kept = readDraft();
    // Coming from one's own sharing, province and role are known.
    if (!family || kept.family === family) return kept;
    const begun: BindDraft = { ...EMPTY_DRAFT, family };
    writeDraft(begun);
    return begun;
  });
  const [preview, setPreview] = useState<Preview>();
  const action = useAction();
  const current = useRef(draft);
  current.current = draft;

  const commit = useCallback((next: BindDraft) => {
    writeDraft(next);
    current.current = next;
    setDraft(next);
  }, []);

  // Only the newest question's answer counts: a refresh on return must not undo a step that was taken meanwhile.
  const latest = useRef(0);
  const ask = useCallback(async (next: BindDraft): Promise<boolean> => {
    latest.current += 1;
    const mine = latest.current;
    const isAsked = next.family !== undefined && next.role === 'owner' && next.memberId === undefined;
    const answer = isAsked
      ? await call('sharing.preview', { body: questionOf({ ...next, family: next.family ?? '' }) })
      : undefined;
    if (mine !== latest.current) return false;
    setPreview(answer);
    return true;
  }, []);

  const { run } = action;
  const [refreshProblem, setRefreshProblem] = useState<unknown>();
  const go = useCallback(
    (change: Partial<BindDraft>) =>
      run(async () => {
        const next = { ...current.current, ...change };
        if (await ask(next)) commit(next);
      }),
    [run, ask, commit],
  );

  /** Keeps what is being typed; asks nobody. */
  const type = useCallback(
    (part: Partial<BindDraft['typed']>) => commit({ ...current.current, typed: { ...current.current.typed, ...part } }),
    [commit],
  );

  const chooseWindow = useCallback((window: WindowChoice) => commit({ ...current.current, window }), [commit]);

  /** Answers and the signature belong to one text: another text begins empty. */
  const read = useCallback(
    (textHash: string, part: Partial<NonNullable<BindDraft['reading']>>) => {
      const { reading } = current.current;
      const begun = reading?.textHash === textHash ? reading : { textHash, answers: {}, signature: '' };
      commit({ ...current.current, reading: { ...begun, ...part } });
    },
    [commit],
  );

  const restart = useCallback(() => {
    forgetDraft();
    setPreview(undefined);
    current.current = EMPTY_DRAFT;
    setDraft(EMPTY_DRAFT);
  }, []);

  const refresh = useCallback(() => {
    setRefreshProblem(undefined);
    ask(current.current).catch(setRefreshProblem);
  }, [ask]);
  // Who is signed in, and how well proven, changes what comes next: ask again when it does, and on every return to the page.
  const door = tokens ? `${tokens.sessionId} ${tokens.isProven}` : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the door is the reason to ask.
  useEffect(() => {
    refresh();
  }, [refresh, door]);
  const isShown = useRef(true);
  useDidShow(() => {
    isShown.current = true;
    refresh();
  });
  useDidHide(() => {
    isShown.current = false;
  });

  const step = stepOf(draft, preview);
  // Signing in was asked for on the way to the proof: where a proof is the next step, it opens without another tap, once.
  const wantsProof = useRef(false);
  const continueToProof = useCallback(() => {
    wantsProof.current = true;
  }, []);
  const wanted = step?.name === 'proveSelf' ? (step.proof ?? 'phone') : undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: every answer of the server may be the one that was waited for.
  useEffect(() => {
    if (!wanted || !wantsProof.current || !isShown.current) return;
    wantsProof.current = false;
    open(paths.prove(wanted, paths.bind));
  }, [wanted, preview]);

  /** For an action that changed what the server knows: the next screen comes with its answer. */
  const askAgain = useCallback(() => ask(current.current), [ask]);
  const { isBusy, problem } = action;
  return {
    draft,
    province,
    preview,
    step,
    go,
    type,
    chooseWindow,
    read,
    commit,
    restart,
    refresh,
    askAgain,
    continueToProof,
    refreshProblem,
    isBusy,
    problem,
    run,
  };
}

/** Undefined while the server has not answered yet. */
function stepOf(draft: BindDraft, preview: Preview | undefined): Step | undefined {
  if (draft.memberId) return { name: 'outcome' };
  if (!draft.family) return { name: 'chooseProvince' };
  if (draft.role === 'member') return { name: 'memberWay' };
  return preview?.nextStep;
}

export type JourneyState = ReturnType<typeof useJourney>;
