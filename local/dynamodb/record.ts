export type Key = { pk: { S: string }; sk: { S: string } };
export type Image = Record<string, unknown>;
export type EventName = 'INSERT' | 'MODIFY' | 'REMOVE';

/** A record as DynamoDB's stream gives it to Lambda (view NEW_IMAGE). */
export type StreamRecord = {
  eventID: string;
  eventName: EventName;
  eventVersion: '1.1';
  eventSource: 'aws:dynamodb';
  awsRegion: string;
  dynamodb: {
    ApproximateCreationDateTime: number;
    Keys: Key;
    NewImage?: Image;
    SequenceNumber: string;
    SizeBytes: number;
    StreamViewType: 'NEW_IMAGE';
  };
  eventSourceARN: string;
};

const REGION = 'us-east-1';

export function recordOf(
  change: { sequence: number; eventName: EventName; key: Key; image: Image | undefined },
  { table, at }: { table: string; at: number },
): StreamRecord {
  const { sequence, eventName, key, image } = change;
  return {
    eventID: sequence.toString(16).padStart(32, '0'),
    eventName,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: REGION,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(at / 1_000),
      Keys: key,
      ...(image ? { NewImage: image } : {}),
      SequenceNumber: String(sequence).padStart(21, '0'),
      SizeBytes: Buffer.byteLength(JSON.stringify(image ?? key)),
      StreamViewType: 'NEW_IMAGE',
    },
    eventSourceARN: `arn:aws:dynamodb:${REGION}:000000000000:table/${table}/stream/local`,
  };
}
