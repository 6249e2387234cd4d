import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { call, type Reply, session } from '@/api';
import { Button, Notice, ProblemNotice } from '@/components';
import { askForMessage } from '@/platform/subscribe';
import { useAction, useLoading } from '../loading';

type Occasion = Reply<'notice.templates'>['items'][number]['occasion'];

type Templates = Reply<'notice.templates'>['items'];
/** Templates hardly ever change: one question for each sign-in, however many cards a page has. */
let kept: { sessionId: string; items: Promise<Templates> } | undefined;

function templatesOf(sessionId: string): Promise<Templates> {
  if (kept?.sessionId !== sessionId) {
    const items = call('notice.templates').then((answer) => answer.items);
    kept = { sessionId, items };
    items.catch(() => {
      kept = undefined;
    });
  }
  return kept.items;
}

interface TellMeProps {
  occasion: Occasion;
  sharingId: string;
  memberId: string;
  /** What the button says. */
  label: string;
  /** Also where the platform sends no messages: the inbox has something to tell later. */
  isForInbox?: boolean;
}

/**
 * Offers to be told when it happens. The platform asks the person at this tap; yes or no, our inbox tells in any case. Nothing is
 * offered where there is nothing to add to the inbox.
 */
export function TellMe({ occasion, sharingId, memberId, label, isForInbox = false }: TellMeProps) {
  const door = session.tokens();
  const sessionId = door?.sessionId ?? '';
  const templates = useLoading(door ? `templates-${sessionId}` : undefined, () => templatesOf(sessionId));
  const [said, setSaid] = useState<string>();
  const action = useAction();
  if (!templates.value) return null;
  const templateId = templates.value.find((each) => each.occasion === occasion)?.templateId;
  if (!templateId && !isForInbox) return null;
  if (said) {
    return (
      <Notice tone="good" id={`told-${occasion}`}>
        {said}
      </Notice>
    );
  }
  const ask = () => {
    // Straight from the tap, before anything is awaited: platforms ask at no other time.
    const asked = templateId ? askForMessage(templateId) : Promise.resolve(false);
    action.run(async () => {
      const isAllowed = await asked;
      const about = { occasion, sharingId, memberId };
      setSaid((await call('notice.subscribe', { body: { about, isAllowed } })).message);
    });
  };
  return (
    <View className="stack">
      <ProblemNotice problem={action.problem} />
      <Button id={`tell-${occasion}`} kind="quiet" isBusy={action.isBusy} busyWords="正在记下…" onTap={ask}>
        {label}
      </Button>
      {templateId ? <Text className="note">只通知一次，不发广告。</Text> : null}
    </View>
  );
}
