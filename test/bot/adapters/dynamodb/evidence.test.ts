import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { keyOf } from '../../../../bot/adapters/dynamodb/event-item.ts';
import { createEvidence } from '../../../../bot/adapters/dynamodb/evidence.ts';
import { createLedger } from '../../../../bot/adapters/dynamodb/ledger.ts';
import { readNewEvents } from '../../../../bot/adapters/dynamodb/new-events.ts';
import { describeEvidence } from '../../../contracts/evidence.ts';
import { openTable } from '../../../contracts/table.ts';
import { createFakeEvidence } from '../../../fakes/evidence.ts';
import { createFakeLedger } from '../../../fakes/ledger.ts';

describeEvidence('the table', async () => {
  const { store, close } = await openTable();
  return {
    ledger: createLedger(store),
    evidence: createEvidence(store),
    close,
    async edit(stream, seq, data) {
      const ExpressionAttributeNames = { '#data': 'data' };
      const ExpressionAttributeValues = { ':data': { S: data } };
      const change = { UpdateExpression: 'SET #data = :data', ExpressionAttributeNames, ExpressionAttributeValues };
      await store.db.send(new UpdateItemCommand({ TableName: store.table, Key: keyOf({ stream, seq }), ...change }));
    },
  };
});

describeEvidence('memory', async () => {
  const ledger = createFakeLedger();
  return {
    ledger,
    evidence: createFakeEvidence(ledger),
    close: async () => undefined,
    async edit(stream, seq, data) {
      Object.assign(ledger.streams.get(stream)?.[seq] ?? {}, { data });
    },
  };
});

describe('the table', () => {
  it('gives the step of an item that does not parse', async () => {
    const { store, close } = await openTable();
    const Item = { ...keyOf({ stream: 'run#BAD', seq: 7 }), type: { N: '1' } };
    await store.db.send(new PutItemCommand({ TableName: store.table, Item }));
    expect(await createEvidence(store).events('run#BAD')).toEqual({ events: [], unreadable: [7] });
    await close();
  });
});

describe('new events of the stream', () => {
  it('are refused when one does not parse, so that the batch is parted and it comes to be seen', () => {
    const record = { eventSource: 'aws:dynamodb', dynamodb: { SequenceNumber: '1', NewImage: { pk: { S: 'run#A' } } } };
    expect(() => readNewEvents({ Records: [record] })).toThrow('record 1 is no event');
  });
});
