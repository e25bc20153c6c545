-- Every record of every day's report, told by its type: path, endpoint, finding, change, rule, gap. BUCKET is the stack's.
-- Partitions are found by their names: none has to be added. `primary` is text, for it is more than a word in the summary.
CREATE EXTERNAL TABLE vpce_audit (
  `type` string,
  `account` string,
  `region` string,
  `vpcid` string,
  `vpcname` string,
  `subnetid` string,
  `subnetname` string,
  `service` string,
  `name` string,
  `primary` string,
  `family` string,
  `verdict` string,
  `via` struct<kind: string, id: string>,
  `through` array<struct<kind: string, id: string>>,
  `reason` string,
  `confidence` string,
  `hops` array<struct<at: string, does: string, because: string>>,
  `endpointid` string,
  `endpointtype` string,
  `servicename` string,
  `state` string,
  `privatedns` struct<status: string, names: array<string>, reasons: array<string>>,
  `rule` string,
  `severity` string,
  `resource` string,
  `exits` array<string>,
  `message` string,
  `remedy` string,
  `command` string,
  `clients` int,
  `fingerprint` string,
  `accepted` struct<by: string, reason: string>,
  `section` string,
  `action` string,
  `kind` string,
  `words` string
)
PARTITIONED BY (`day` string)
ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'
LOCATION 's3://BUCKET/athena/'
TBLPROPERTIES (
  'projection.enabled' = 'true',
  'projection.day.type' = 'date',
  'projection.day.format' = 'yyyy-MM-dd',
  'projection.day.range' = '2026-01-01,NOW',
  'storage.location.template' = 's3://BUCKET/athena/day=${day}/'
);

-- Which accounts are worst today?
SELECT account, count(*) AS public_paths
FROM vpce_audit
WHERE day = cast(current_date AS varchar) AND "type" = 'path' AND "primary" = 'true' AND verdict = 'public'
GROUP BY account
ORDER BY public_paths DESC;

-- What was found for the first time today?
SELECT account, region, severity, message
FROM vpce_audit
WHERE day = cast(current_date AS varchar) AND "type" = 'finding' AND accepted IS NULL
  AND fingerprint NOT IN (
    SELECT fingerprint FROM vpce_audit
    WHERE day = cast(current_date - INTERVAL '1' DAY AS varchar) AND "type" = 'finding'
  );
