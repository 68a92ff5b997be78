<?php
// The parser that most people would write first in PHP: preg and json_decode.
// Prints what it found and the nanoseconds of one parse as one line of JSON.
declare(strict_types=1);
date_default_timezone_set('UTC');

const TICKS_OF_1970 = 621355968000000000;

function parse(string $text): array
{
    $block = null;
    $body = $text;
    if (preg_match('/string\((\d+)\) "(\[.*\])"/s', $text, $match, PREG_OFFSET_CAPTURE)) {
        $block = $match;
        $body = substr($text, 0, $match[0][1]);
    }
    preg_match('/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d{1,2}, \d{4} \d{1,2}:\d{2}:\d{2}$/m', $body, $dateline, PREG_OFFSET_CAPTURE);
    $end = $dateline[0][1] + strlen($dateline[0][0]);
    $before = array_values(array_filter(array_map('trim', explode("\n", substr($body, 0, $dateline[0][1]))), 'strlen'));
    $paragraphs = array_values(array_filter(array_map('trim', explode("\n", substr($body, $end))), 'strlen'));
    $signature = null;
    if ($paragraphs && preg_match('/^(?=.*[\d\/])[A-Z0-9]{1,6}(?:[ \/-][A-Z0-9]{1,6})*$/', end($paragraphs))) {
        $signature = array_pop($paragraphs);
    }
    $related = [];
    foreach ($block ? json_decode($block[2][0], true, 16, JSON_THROW_ON_ERROR) : [] as $item) {
        $uploaded = null;
        if (preg_match('/_(\d{18})_/', $item['pic'], $ticks)) {
            $since = (int)$ticks[1] - TICKS_OF_1970;
            $uploaded = (new DateTimeImmutable('@' . intdiv($since, 10_000_000)))->modify('+' . intdiv($since % 10_000_000, 10) . ' microseconds');
        }
        $related[] = [
            'id' => $item['id'],
            'sort' => $item['sort'],
            'contentTypeId' => $item['contenttypeid'],
            'pic' => $item['pic'],
            'title' => $item['title'],
            'kind' => str_ends_with($item['pic'], '.mp4') ? 'video' : 'image',
            'uploadedAt' => $uploaded,
        ];
    }
    return [
        'title' => $before[0] ?? null,
        'date' => DateTimeImmutable::createFromFormat('D M j, Y H:i:s', $dateline[0][0]),
        'paragraphs' => $paragraphs,
        'signature' => $signature,
        'related' => $related,
        'declaredLength' => $block ? (int)$block[1][0] : null,
        'actualLength' => $block ? strlen($block[2][0]) : null,
    ];
}

function batch(string $text, float $seconds): float
{
    $count = 0;
    $start = hrtime(true);
    do {
        for ($i = 0; $i < 50; $i++) {
            parse($text);
        }
        $count += 50;
        $elapsed = hrtime(true) - $start;
    } while ($elapsed < $seconds * 1e9);
    return $elapsed / $count;
}

$text = file_get_contents($argv[1]);
$article = parse($text);
batch($text, 0.3);
$times = [batch($text, 0.2), batch($text, 0.2), batch($text, 0.2)];
echo json_encode([
    'date' => $article['date']->format('Y-m-d\TH:i:s'),
    'paragraphs' => count($article['paragraphs']),
    'signature' => $article['signature'],
    'items' => count($article['related']),
    'lastUpload' => end($article['related'])['uploadedAt']->format('Y-m-d\TH:i:s'),
    'nanoseconds' => min($times),
]), "\n";
