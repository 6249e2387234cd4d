import type { Reply } from '@gongji/shared/contract/schemas';
import { Alert, App, Button, Form, Input, Radio } from 'antd';
import { useState } from 'react';
import { call, wordsOf } from '../api';
import { CaseStatus } from '../parts/case-status';
import { Head } from '../parts/head';
import { Loaded, useLoaded } from '../parts/loaded';
import { casesChanged } from '../parts/open-count';
import { beijingTime, readable } from '../parts/times';
import { pathTo } from '../route';
import { holdsRole, useMe } from '../session';

type Case = Reply<'case.get'>;

/** One case: what happened, whom it is about, and the decision. */
export function CasePage({ caseId }: { caseId: string }) {
  const loading = useLoaded(caseId, () => call('case.get', { params: { caseId } }));
  return (
    <>
      <a className="crumb" href={pathTo('cases')}>
        ‹ 回到待办
      </a>
      <Loaded from={loading}>
        {(known) => (
          <>
            <Head title={known.kindWord} note={known.summary} acts={<CaseStatus line={known} />} />
            <div className="columns">
              <div>
                <Facts known={known} />
                <Decision known={known} onClosed={loading.reload} />
              </div>
              <Subjects known={known} />
            </div>
          </>
        )}
      </Loaded>
    </>
  );
}

function Facts({ known }: { known: Case }) {
  return (
    <section className="sheet padded">
      <h2>情况</h2>
      <dl className="pairs">
        <dt>发生时间</dt>
        <dd>{beijingTime(known.openedAt)}</dd>
        {known.facts.map(({ label, value }) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{readable(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Subjects({ known }: { known: Case }) {
  return (
    <section className="sheet padded">
      <h2>涉及的人</h2>
      {known.subjects.length === 0 ? <p className="quiet">这件事不涉及具体的人</p> : null}
      {known.subjects.map(({ role, maskedName, maskedCertificateNumber }) => (
        <dl className="pairs" key={`${role} ${maskedCertificateNumber}`} style={{ marginBottom: 16 }}>
          <dt>{role}</dt>
          <dd>
            <strong>{maskedName}</strong>
          </dd>
          <dt>证件号</dt>
          <dd className="mono">{maskedCertificateNumber}</dd>
        </dl>
      ))}
    </section>
  );
}

function Decision({ known, onClosed }: { known: Case; onClosed: () => void }) {
  const me = useMe();
  const { message, modal } = App.useApp();
  const [problem, setProblem] = useState<string | undefined>(undefined);
  const [isBusy, setIsBusy] = useState(false);

  if (known.status === 'closed') {
    return (
      <section className="sheet padded">
        <h2>办结</h2>
        <dl className="pairs">
          <dt>结果</dt>
          <dd>{known.outcomeWord}</dd>
          <dt>理由</dt>
          <dd>{known.reason}</dd>
          <dt>经办人</dt>
          <dd>{known.closedByName}</dd>
          <dt>时间</dt>
          <dd>{known.closedAt === undefined ? '' : beijingTime(known.closedAt)}</dd>
        </dl>
      </section>
    );
  }
  if (!holdsRole(me, ['clerk', 'admin'])) {
    return <Alert style={{ marginTop: 16 }} type="info" showIcon title="您可以查看，办结要由经办或管理员来做。" />;
  }

  const close = async (body: { outcome: string; reason: string }) => {
    setIsBusy(true);
    setProblem(undefined);
    try {
      await call('case.close', { params: { caseId: known.caseId }, body });
      void message.success('已办结');
      casesChanged();
      onClosed();
    } catch (error) {
      setProblem(wordsOf(error));
    } finally {
      setIsBusy(false);
    }
  };
  const confirm = (body: { outcome: string; reason: string }) => {
    const chosen = known.outcomes.find(({ outcome }) => outcome === body.outcome);
    modal.confirm({
      title: `确定以“${chosen?.word ?? ''}”办结？`,
      content: `${chosen?.effect ?? ''}。办结后不能改。`,
      okText: '确定办结',
      cancelText: '再想想',
      onOk: () => close(body),
    });
  };
  return (
    <section className="sheet padded">
      <h2>办结这件事</h2>
      {problem === undefined ? null : (
        <Alert type="error" showIcon role="alert" title={problem} style={{ marginBottom: 16 }} />
      )}
      <Form layout="vertical" requiredMark={false} onFinish={confirm}>
        <Form.Item name="outcome" label="结果" rules={[{ required: true, message: '请选一个结果' }]}>
          <Radio.Group style={{ display: 'grid', gap: 10 }}>
            {known.outcomes.map(({ outcome, word, effect }) => (
              <Radio key={outcome} value={outcome}>
                {word} <span className="quiet">（{effect}）</span>
              </Radio>
            ))}
          </Radio.Group>
        </Form.Item>
        <Form.Item
          name="reason"
          label="理由"
          extra="怎么核实的、为什么这样办。不要写姓名、证件号、电话。"
          rules={[{ required: true, min: 4, whitespace: true, message: '请写清楚理由，至少 4 个字' }]}
        >
          <Input.TextArea rows={4} maxLength={500} showCount />
        </Form.Item>
        <Button type="primary" htmlType="submit" loading={isBusy}>
          办结
        </Button>
      </Form>
    </section>
  );
}
