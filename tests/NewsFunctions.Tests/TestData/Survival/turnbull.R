# The same estimate by Turnbull's algorithm in plain R, until it is at its maximum: survfit stops once a step changes no value by more
# than 5e-5, which for few deaths in many intervals is up to 0.03 before it.
# Rscript --vanilla turnbull.R input.csv > expected.csv
links <- read.csv(commandArgs(trailingOnly = TRUE)[1])
from <- links$from
to <- ifelse(is.na(links$to), Inf, links$to)

begin <- NULL
left <- right <- numeric()
for (age in sort(unique(c(from, to)))) {
  if (!is.null(begin) && age %in% to) {
    left <- c(left, begin)
    right <- c(right, age)
    begin <- NULL
  }
  if (age %in% from) begin <- age
}

covers <- outer(seq_along(from), seq_along(left), function(i, j) as.numeric(from[i] <= left[j] & right[j] <= to[i]))
mass <- rep(1 / length(left), length(left))
repeat {
  ratio <- colMeans(covers / as.vector(covers %*% mass))
  if (max(ratio) < 1 + 1e-6) break
  mass <- mass * ratio
}

ends <- is.finite(right)
write.csv(data.frame(months = right[ends], alive = round(1 - cumsum(mass)[ends], 6)), row.names = FALSE, quote = FALSE)
