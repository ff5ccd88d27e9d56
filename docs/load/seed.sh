#!/usr/bin/env bash
# Prints the Redis commands that store this number of jobs (20 % PENDING, 60 % PROCESSING, 15 % COMPLETED, 5 % FAILED):
#   docs/load/seed.sh 20000 | redis-cli --pipe
set -euo pipefail

awk -v jobs="${1:?how many jobs}" -v now="$(date -u +%Y-%m-%dT%H:%M:%SZ)" '
  BEGIN {
    for (i = 0; i < jobs; i++) {
      nth = i % 20
      status = nth < 4 ? "PENDING" : nth < 16 ? "PROCESSING" : nth < 19 ? "COMPLETED" : "FAILED"
      id = sprintf("load-%07d", i)
      if (status == "COMPLETED") {
        images = "https://cdn.example.com/images/" id
        printf "HSET content:image:%s simple %s/simple.png fancy %s/fancy.png trendy %s/trendy.png\n", \
          id, images, images, images
        printf "EXPIRE content:image:%s 604800\n", id
      } else if (status == "FAILED") {
        printf "SET job:%s:error \"이미지 생성 시간이 초과되었습니다\" EX 3600\n", id
      }
      printf "HSET job:%s status %s eventDraftId %s type IMAGE_GEN createdAt %s\n", id, status, id, now
      printf "EXPIRE job:%s 3600\n", id
    }
  }'
