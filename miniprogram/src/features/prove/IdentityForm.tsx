import { useState } from 'react';
import { Field, type Question, Questions } from '@/components';
import { readIdentity } from './identity';

interface IdentityFormProps {
  idPrefix: string;
  name: string;
  certificateNumber: string;
  onType(part: { name?: string; certificateNumber?: string }): void;
  /** What is asked before the name. */
  first?: Question;
  onLast?(isLast: boolean): void;
}

/** Name and certificate number, checked while they are typed; a complaint waits until the field is left. */
export function IdentityForm({ idPrefix, name, certificateNumber, onType, first, onLast }: IdentityFormProps) {
  const [hasLeft, setLeft] = useState({ name: false, number: false });
  const reading = readIdentity(name, certificateNumber);
  const isNumberComplete = certificateNumber.replace(/[\s-]/g, '').length >= 18;
  const questions: Question[] = [
    {
      key: 'name',
      isAnswered: name !== '' && !reading.nameProblem,
      element: (
        <Field
          id={`${idPrefix}-name`}
          label="姓名"
          value={name}
          placeholder="和身份证上一样"
          problem={hasLeft.name && name !== '' ? reading.nameProblem : undefined}
          onType={(text) => onType({ name: text })}
          onLeave={() => setLeft((old) => ({ ...old, name: true }))}
        />
      ),
    },
    {
      key: 'certificate',
      isAnswered: reading.identity !== undefined,
      element: (
        <Field
          id={`${idPrefix}-certificate`}
          label="身份证号"
          type="idcard"
          maxLength={24}
          value={certificateNumber}
          placeholder="18 位，最后一位可能是 X"
          problem={(hasLeft.number || isNumberComplete) && certificateNumber !== '' ? reading.numberProblem : undefined}
          praise={certificateNumber !== '' && !reading.numberProblem ? '号码格式正确' : undefined}
          onType={(text) => onType({ certificateNumber: text })}
          onLeave={() => setLeft((old) => ({ ...old, number: true }))}
        />
      ),
    },
  ];
  return <Questions of={first ? [first, ...questions] : questions} onLast={onLast} />;
}
