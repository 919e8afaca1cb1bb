#include "eros/schedule/assignment.h"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace eros::schedule {
namespace {

constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();
constexpr double infinite = std::numeric_limits<double>::infinity();

class Solver {
 public:
  Solver(const Gains& gains, std::vector<double> start)
      : gains_(gains),
        row_of_column_(gains.columns, nobody),
        reached_from_(gains.columns),
        loss_(gains.columns),
        open_loss_(gains.columns) {
    result_.column_price = std::move(start);
    result_.row_price.assign(gains.rows, 0.0);
    result_.column_of_row.assign(gains.rows, nobody);
  }

  Assignment run() {
    std::vector<std::size_t> crossed;  // rows whose best column another has
    for (std::size_t row = 0; row < gains_.rows; ++row) {
      const std::size_t best = price_row(row);
      if (row_of_column_[best] == nobody) {
        set(row, best);
      } else {
        crossed.push_back(row);
      }
    }
    for (const std::size_t row : crossed) augment(row);
    for (std::size_t column = 0; column < gains_.columns; ++column) {
      if (row_of_column_[column] == nobody && result_.column_price[column] > 0.0) free(column);
    }
    result_.value = std::accumulate(result_.row_price.begin(), result_.row_price.end(), 0.0) +
                    std::accumulate(result_.column_price.begin(), result_.column_price.end(), 0.0);
    return std::move(result_);
  }

 private:
  // A row's price is what its best column leaves it.
  std::size_t price_row(std::size_t row) {
    const std::span<const double> gain = gains_.row(row);
    double most = -infinite;
    std::size_t best = 0;
    for (std::size_t column = 0; column < gains_.columns; ++column) {
      const double left = gain[column] - result_.column_price[column];
      if (left > most) {
        most = left;
        best = column;
      }
    }
    result_.row_price[row] = most;
    return best;
  }

  // Finds the free column that costs least to reach from `first`, and shifts the rows on the way.
  void augment(std::size_t first) {
    std::fill(open_loss_.begin(), open_loss_.end(), infinite);
    open_price_ = result_.column_price;
    settled_.clear();
    price_row(first);
    std::size_t row = first;
    std::size_t from = nobody;  // the column that `row` would leave
    double base = 0.0;
    for (;;) {
      const std::size_t column = nearest(row, from, base);
      if (row_of_column_[column] == nobody) {
        reprice(first, open_loss_[column]);
        shift(first, column);
        return;
      }
      settled_.push_back(column);
      base = loss_[column] = open_loss_[column];
      open_loss_[column] = open_price_[column] = infinite;
      from = column;
      row = row_of_column_[column];
    }
  }

  std::size_t nearest(std::size_t row, std::size_t from, double base) {
    const std::span<const double> gain = gains_.row(row);
    const double price = base + result_.row_price[row];
    for (std::size_t column = 0; column < gains_.columns; ++column) {
      const double loss = price + open_price_[column] - gain[column];
      const bool is_less = loss < open_loss_[column];
      open_loss_[column] = is_less ? loss : open_loss_[column];
      reached_from_[column] = is_less ? from : reached_from_[column];
    }
    return static_cast<std::size_t>(std::min_element(open_loss_.begin(), open_loss_.end()) -
                                    open_loss_.begin());
  }

  void reprice(std::size_t first, double least) {
    result_.row_price[first] -= least;
    for (const std::size_t column : settled_) {
      const double change = least - loss_[column];
      result_.column_price[column] += change;
      result_.row_price[row_of_column_[column]] -= change;
    }
  }

  void shift(std::size_t first, std::size_t column) {
    while (reached_from_[column] != nobody) {
      const std::size_t before = reached_from_[column];
      set(row_of_column_[before], column);
      column = before;
    }
    set(first, column);
  }
  void set(std::size_t row, std::size_t column) {
    row_of_column_[column] = row;
    result_.column_of_row[row] = column;
  }

  // A column that nobody has may have no price: takes it off, and where a row would then want the
  // column lets it have it, down to a column that is left without a price.
  void free(std::size_t first) {
    way_.assign(gains_.rows, {});
    settled_.assign(1, first);
    loss_[first] = 0.0;
    for (;;) {
      look_from(settled_.back());
      const std::size_t cheapest = *std::min_element(
          settled_.begin(), settled_.end(),
          [&](std::size_t a, std::size_t b) { return until_free(a) < until_free(b); });
      const auto next = std::min_element(way_.begin(), way_.end(), [](const Way& a, const Way& b) {
        return a.open_loss() < b.open_loss();
      });
      if (until_free(cheapest) <= next->open_loss()) {
        lower(until_free(cheapest));
        hand_down(first, cheapest);
        return;
      }
      next->is_settled = true;
      const std::size_t column =
          result_.column_of_row[static_cast<std::size_t>(next - way_.begin())];
      loss_[column] = next->loss;
      settled_.push_back(column);
    }
  }

  // What the price of a settled column lets everything fall by, from the first on.
  double until_free(std::size_t column) const {
    return loss_[column] + result_.column_price[column];
  }

  void look_from(std::size_t column) {
    for (std::size_t row = 0; row < gains_.rows; ++row) {
      Way& way = way_[row];
      if (way.is_settled) continue;
      const double loss = until_free(column) + result_.row_price[row] - gains_.row(row)[column];
      if (loss < way.loss) way = {loss, column, false};
    }
  }

  void lower(double amount) {
    for (const std::size_t column : settled_) {
      result_.column_price[column] =
          std::max(0.0, result_.column_price[column] - (amount - loss_[column]));
    }
    for (std::size_t row = 0; row < gains_.rows; ++row) {
      if (way_[row].is_settled) result_.row_price[row] += amount - way_[row].loss;
    }
  }

  void hand_down(std::size_t first, std::size_t column) {
    std::size_t row = row_of_column_[column];
    row_of_column_[column] = nobody;
    while (column != first) {
      column = way_[row].from;
      const std::size_t next = row_of_column_[column];
      set(row, column);
      row = next;
    }
  }

  // How a row was reached in `free`.
  struct Way {
    double loss = infinite;
    std::size_t from = nobody;  // column
    bool is_settled = false;
    double open_loss() const { return is_settled ? infinite : loss; }
  };

  const Gains& gains_;
  Assignment result_;
  std::vector<std::size_t> row_of_column_;
  // Of the search for one row.
  std::vector<std::size_t> reached_from_;
  std::vector<double> loss_;        // of settled columns
  std::vector<double> open_loss_;   // of the others; settled: infinite
  std::vector<double> open_price_;  // likewise
  std::vector<std::size_t> settled_;
  std::vector<Way> way_;
};

}  // namespace

Assignment best_assignment(const Gains& gains, std::vector<double> start) {
  return Solver(gains, std::move(start)).run();
}

}  // namespace eros::schedule
